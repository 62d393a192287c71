<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Withdraw the line</source>
        <translation>Retirer la ligne</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Nouvel incident</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Nouvel ordre</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Nouvelle demande</translation>
    </message>
    <message>
        <source>Single command</source>
        <translation>Commandement unique</translation>
    </message>
    <message>
        <source>Commander&apos;s intent and aides</source>
        <translation>Intention du commandement et adjoints</translation>
    </message>
    <message>
        <source>Plan a step</source>
        <translation>Planifier une étape</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Close, reopen or turn the operation</source>
        <translation>Clôturer, rouvrir ou requalifier l’opération</translation>
    </message>
    <message>
        <source>Close, merge or link the incident</source>
        <translation>Clôturer, fusionner ou lier l’incident</translation>
    </message>
    <message>
        <source>What the walls show</source>
        <translation>Ce que montrent les murs d’images</translation>
    </message>
    <message>
        <source>What waits for you: the first</source>
        <translation>À faire par vous&#xa0;: le premier point</translation>
    </message>
    <message>
        <source>Cancel or replace the order</source>
        <translation>Annuler ou remplacer l’ordre</translation>
    </message>
    <message>
        <source>Record phase or threat level</source>
        <translation>Noter la phase ou le niveau de menace</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Rectifier</translation>
    </message>
    <message>
        <source>Agencies and command, or incidents</source>
        <translation>Services et commandement, ou incidents</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Volet suivant</translation>
    </message>
    <message>
        <source>Pane before</source>
        <translation>Volet précédent</translation>
    </message>
    <message>
        <source>Orders and requests</source>
        <translation>Ordres et demandes</translation>
    </message>
    <message>
        <source>Incident above</source>
        <translation>Incident au-dessus</translation>
    </message>
    <message>
        <source>Incident below</source>
        <translation>Incident en dessous</translation>
    </message>
    <message>
        <source>Log of the operation</source>
        <translation>Main courante de l’opération</translation>
    </message>
    <message>
        <source>Log of the room</source>
        <translation>Main courante de la salle</translation>
    </message>
    <message>
        <source>Pin the incident to a digit, or unpin it</source>
        <translation>Épingler l’incident à un chiffre, ou le détacher</translation>
    </message>
    <message>
        <source>Pinned incident</source>
        <translation>Incident épinglé</translation>
    </message>
    <message>
        <source>Entry line</source>
        <translation>Ligne de saisie</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texte plus grand</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texte plus petit</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>Taille habituelle du texte</translation>
    </message>
    <message>
        <source>Room: people and seats</source>
        <translation>Salle&#xa0;: personnes et postes</translation>
    </message>
    <message>
        <source>My passphrase</source>
        <translation>Ma phrase de passe</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nouvelle personne</translation>
    </message>
    <message>
        <source>Invite a seat</source>
        <translation>Inviter un poste</translation>
    </message>
    <message>
        <source>New agency</source>
        <translation>Nouveau service</translation>
    </message>
    <message>
        <source>Stop this seat</source>
        <translation>Arrêter ce poste</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Chercher dans la main courante</translation>
    </message>
    <message>
        <source>History of a value</source>
        <translation>Historique d’une valeur</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimer</translation>
    </message>
    <message>
        <source>How this screen is read</source>
        <translation>Lecture de cet écran</translation>
    </message>
</context>
<context>
    <name>Afterwards</name>
    <message>
        <source>{0} (whether the closing was known there is not recorded)</source>
        <translation>{0} (il n’est pas consigné si la clôture y était connue)</translation>
    </message>
    <message>
        <source>After the closing of {0}</source>
        <translation>Après la clôture de {0}</translation>
    </message>
    <message>
        <source>told where nobody knew yet that it was closed</source>
        <translation>dit là où personne ne savait encore que c’était clôturé</translation>
    </message>
    <message>
        <source>and {0} more, in the log</source>
        <translation>et {0} de plus, dans la main courante</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Rouvrir…</translation>
    </message>
    <message>
        <source>Seen: it stays closed</source>
        <translation>Vu&#xa0;: reste clôturée</translation>
    </message>
</context>
<context>
    <name>Agencies</name>
    <message>
        <source>letters of a name or a code; space ticks</source>
        <translation>lettres d’un nom ou d’un code ; espace coche</translation>
    </message>
    <message>
        <source>Agencies: letters of a name or a code; space ticks</source>
        <translation>Services : lettres d’un nom ou d’un code ; espace coche</translation>
    </message>
    <message>
        <source>Space unticks</source>
        <translation>Espace décoche</translation>
    </message>
    <message>
        <source>Space ticks</source>
        <translation>Espace coche</translation>
    </message>
    <message>
        <source>No agency is known by “{0}”.</source>
        <translation>Aucun service ne répond à « {0} ».</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>à {0}</translation>
    </message>
    <message>
        <source>to nobody yet</source>
        <translation>encore à personne</translation>
    </message>
</context>
<context>
    <name>AgenciesPane</name>
    <message>
        <source>AGENCIES</source>
        <translation>SERVICES</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>type to filter</source>
        <translation>filtrer…</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtrer</translation>
    </message>
    <message>
        <source>Filter the agencies</source>
        <translation>Filtrer les services</translation>
    </message>
    <message>
        <source>No agency is known by “{0}”.</source>
        <translation>Aucun service ne répond à « {0} ».</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout montrer</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>Poste</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message numerus="yes">
        <source>%n of {0} present</source>
        <translation>
            <numerusform>%n présent sur {0}</numerusform>
            <numerusform>%n présents sur {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absent – hide</source>
        <translation>
            <numerusform>%n absent – replier</numerusform>
            <numerusform>%n absents – replier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absent – show</source>
        <translation>
            <numerusform>%n absent – montrer</numerusform>
            <numerusform>%n absents – montrer</numerusform>
        </translation>
    </message>
    <message>
        <source>no link {0}</source>
        <translation>sans lien {0}</translation>
    </message>
    <message>
        <source>report {0} old</source>
        <translation>rapport d’il y a {0}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>noted {0} by {1}</source>
        <translation>noté {0} par {1}</translation>
    </message>
    <message>
        <source>noted {0}, {1}</source>
        <translation>noté {0}, {1}</translation>
    </message>
    <message>
        <source>seat {0}</source>
        <translation>poste {0}</translation>
    </message>
    <message>
        <source>set twice: {0}</source>
        <translation>fixé deux fois : {0}</translation>
    </message>
</context>
<context>
    <name>AgencyCard</name>
    <message>
        <source>States until now</source>
        <translation>États jusqu’ici</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Historique…</translation>
    </message>
    <message>
        <source>Catalogue…</source>
        <translation>Catalogue…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Seat {0}</source>
        <translation>Poste {0}</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>Poste</translation>
    </message>
    <message>
        <source>none in this room</source>
        <translation>aucun dans cette salle</translation>
    </message>
    <message>
        <source>What it wrote</source>
        <translation>Ce qu’il a écrit</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>nobody said</source>
        <translation>personne ne l’a dit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>Dernier rapport</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Nouveau rapport</translation>
    </message>
    <message>
        <source>Noted for them</source>
        <translation>Noté pour eux</translation>
    </message>
    <message>
        <source>Who said so</source>
        <translation>Qui l’a dit</translation>
    </message>
    <message>
        <source>several, with commas between</source>
        <translation>plusieurs, séparés par des virgules</translation>
    </message>
    <message>
        <source>No operation is open.</source>
        <translation>Aucune opération n’est ouverte.</translation>
    </message>
</context>
<context>
    <name>Ages</name>
    <message>
        <source>{0} h {1:02d}</source>
        <translation>{0} h {1:02d}</translation>
    </message>
    <message>
        <source>{0} d {1} h</source>
        <translation>{0} j {1} h</translation>
    </message>
</context>
<context>
    <name>CatalogueEntry</name>
    <message>
        <source>Catalogue of agencies</source>
        <translation>Catalogue des services</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>capitals and digits</source>
        <translation>majuscules et chiffres</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Nom court</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Discipline</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Au</translation>
    </message>
    <message>
        <source>sits in the room</source>
        <translation>siège dans la salle</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>ChooseBoard</name>
    <message>
        <source>Chosen by {0} at {1}</source>
        <translation>Choisi par {0} à {1}</translation>
    </message>
    <message>
        <source>What the walls show</source>
        <translation>Ce que montrent les murs d’images</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>the one opened last</source>
        <translation>la dernière ouverte</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Make the walls dark</source>
        <translation>Éteindre les murs</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
</context>
<context>
    <name>CommandPane</name>
    <message>
        <source>New order</source>
        <translation>Nouvel ordre</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Nouvelle demande</translation>
    </message>
    <message>
        <source>Orders and requests</source>
        <translation>Ordres et demandes</translation>
    </message>
    <message>
        <source>No operation is open.</source>
        <translation>Aucune opération n’est ouverte.</translation>
    </message>
    <message>
        <source>REQUESTS {0}</source>
        <translation>DEMANDES {0}</translation>
    </message>
    <message>
        <source>No order and no request.</source>
        <translation>Ni ordre ni demande.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>Cancel or replace…</source>
        <translation>Annuler ou remplacer…</translation>
    </message>
    <message>
        <source>done {0}</source>
        <translation>exécuté {0}</translation>
    </message>
    <message>
        <source>{0} late</source>
        <translation>{0} de retard</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>pour {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>depuis {0}</translation>
    </message>
    <message>
        <source>says both done and impossible</source>
        <translation>dit à la fois exécuté et impossible</translation>
    </message>
    <message>
        <source>{0}, not acknowledged {1}</source>
        <translation>{0}, réception non accusée {1}</translation>
    </message>
    <message>
        <source>to {0}, drafted by {1}</source>
        <translation>à {0}, préparé par {1}</translation>
    </message>
    <message>
        <source>issued twice, with different words</source>
        <translation>donné deux fois, en des termes différents</translation>
    </message>
    <message>
        <source>{0} asks {1}</source>
        <translation>{0} demande à {1}</translation>
    </message>
</context>
<context>
    <name>CommandersIntent</name>
    <message>
        <source>Commander&apos;s intent</source>
        <translation>Intention du commandement</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Intention</translation>
    </message>
    <message>
        <source>Aide</source>
        <translation>Adjoint</translation>
    </message>
    <message>
        <source>Aides: {0}</source>
        <translation>Adjoints : {0}</translation>
    </message>
    <message>
        <source>End as aide</source>
        <translation>Mettre fin à l’adjoint</translation>
    </message>
    <message>
        <source>Name as aide</source>
        <translation>Désigner comme adjoint</translation>
    </message>
    <message>
        <source>State intent</source>
        <translation>Énoncer l’intention</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>nothing that was written there is here yet</source>
        <translation>rien de ce qui y a été écrit n’est encore ici</translation>
    </message>
    <message>
        <source>all that was written there is here</source>
        <translation>tout ce qui y a été écrit est ici</translation>
    </message>
    <message>
        <source>complete up to {0}: what was written there since may be missing here</source>
        <translation>complet jusqu’à {0} : ce qui y a été écrit depuis peut manquer ici</translation>
    </message>
    <message>
        <source>nothing of it here yet</source>
        <translation>rien de lui ici encore</translation>
    </message>
    <message>
        <source>complete up to {0}</source>
        <translation>complet jusqu’à {0}</translation>
    </message>
    <message>
        <source>this seat, the only one of the room</source>
        <translation>ce poste, le seul de la salle</translation>
    </message>
    <message>
        <source>this seat alone, and no other is linked: it has not gone out yet</source>
        <translation>ce poste seul, et aucun autre n’est relié : rien n’est encore parti</translation>
    </message>
    <message>
        <source>this seat alone as yet: if it is lost now, so is this</source>
        <translation>ce poste seul pour l’instant : s’il est perdu maintenant, ceci l’est aussi</translation>
    </message>
    <message>
        <source>every seat of the room</source>
        <translation>tous les postes de la salle</translation>
    </message>
    <message>
        <source>this seat and {0} of {1} others</source>
        <translation>ce poste et {0} des {1} autres</translation>
    </message>
</context>
<context>
    <name>ComposeOrder</name>
    <message>
        <source>New order</source>
        <translation>Nouvel ordre</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Concerne</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>rationale, kept with the order</source>
        <translation>motif, conservé avec l’ordre</translation>
    </message>
    <message>
        <source>Replaced because</source>
        <translation>Remplacé parce que</translation>
    </message>
    <message>
        <source>Save as draft</source>
        <translation>Garder comme projet</translation>
    </message>
    <message>
        <source>Issue order</source>
        <translation>Donner l’ordre</translation>
    </message>
    <message>
        <source>No live seat, call by phone: {0}</source>
        <translation>Aucun poste relié, appeler : {0}</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Ce n’est pas une heure. Tapez 14:50, ou +20 pour dans 20 minutes.</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>époque {0}</translation>
    </message>
</context>
<context>
    <name>CountCasualtiesForm</name>
    <message>
        <source>Casualties</source>
        <translation>Victimes</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>CountUnitsForm</name>
    <message>
        <source>Units on site</source>
        <translation>Moyens sur place</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>Sur place</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Demandés</translation>
    </message>
    <message>
        <source>Noted for them, by</source>
        <translation>Noté pour eux, par</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>+ %n more</source>
        <translation>
            <numerusform>+ %n autre</numerusform>
            <numerusform>+ %n autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n critique</numerusform>
            <numerusform>%n critiques</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n en retard</numerusform>
            <numerusform>%n en retard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n à regarder</numerusform>
            <numerusform>%n à regarder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n present</source>
        <translation>
            <numerusform>%n présent</numerusform>
            <numerusform>%n présents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>Name of the room</source>
        <translation>Nom de la salle</translation>
    </message>
    <message>
        <source>an exercise room, for good</source>
        <translation>une salle d’exercice, définitivement</translation>
    </message>
    <message>
        <source>Label of this seat</source>
        <translation>Nom de ce poste</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Your name or function</source>
        <translation>Votre nom ou fonction</translation>
    </message>
    <message>
        <source>Your passphrase: keep it</source>
        <translation>Votre phrase de passe&#xa0;: gardez-la</translation>
    </message>
    <message>
        <source>Room key, to put away</source>
        <translation>Clé de la salle, à mettre à l’abri</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Créer</translation>
    </message>
</context>
<context>
    <name>Decide</name>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Threat: area</source>
        <translation>Menace : territoire</translation>
    </message>
    <message>
        <source>Threat: level</source>
        <translation>Menace : niveau</translation>
    </message>
    <message>
        <source>By decision of</source>
        <translation>Par décision de</translation>
    </message>
    <message>
        <source>the authority, by function</source>
        <translation>l’autorité, par sa fonction</translation>
    </message>
    <message>
        <source>Record threat level</source>
        <translation>Noter le niveau de menace</translation>
    </message>
    <message>
        <source>Record phase</source>
        <translation>Noter la phase</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>LOG OF THE INCIDENT {0}</source>
        <translation>MAIN COURANTE DE L’INCIDENT {0}</translation>
    </message>
    <message>
        <source>LOG OF THE OPERATION {0}</source>
        <translation>MAIN COURANTE DE L’OPÉRATION {0}</translation>
    </message>
    <message>
        <source>Incidents {0}</source>
        <translation>Incidents {0}</translation>
    </message>
    <message>
        <source>as of {0}</source>
        <translation>état de {0}</translation>
    </message>
    <message>
        <source>Log of the operation</source>
        <translation>Main courante de l’opération</translation>
    </message>
    <message>
        <source>Log of the room</source>
        <translation>Main courante de la salle</translation>
    </message>
    <message>
        <source>Needs you {0}</source>
        <translation>Vous attend {0}</translation>
    </message>
    <message>
        <source>Agencies {0}</source>
        <translation>Services {0}</translation>
    </message>
    <message>
        <source>Orders {0}</source>
        <translation>Ordres {0}</translation>
    </message>
    <message>
        <source>Log {0}</source>
        <translation>Main courante {0}</translation>
    </message>
    <message>
        <source>LOG OF THE ROOM {0}</source>
        <translation>MAIN COURANTE DE LA SALLE {0}</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Open the desk</source>
        <translation>Ouvrir le pupitre</translation>
    </message>
    <message>
        <source>This seat has its place. Whoever read the code must see the same words:

{0}</source>
        <translation>Ce poste a sa place. Qui a lu le code doit voir les mêmes mots&#xa0;:

{0}</translation>
    </message>
    <message>
        <source>The room is made.</source>
        <translation>La salle est créée.</translation>
    </message>
    <message>
        <source>{0} signs in with:
{1}</source>
        <translation>{0} s’identifie avec&#xa0;:
{1}</translation>
    </message>
    <message>
        <source>The room key is in {0}.
Move it to a medium that lies in a safe.</source>
        <translation>La clé de la salle se trouve dans {0}.
Déplacez-la sur un support gardé dans un coffre.</translation>
    </message>
    <message>
        <source>Whoever has the key and this passphrase can do anything in the room.</source>
        <translation>Qui détient la clé et cette phrase de passe peut tout dans la salle.</translation>
    </message>
</context>
<context>
    <name>EndIncident</name>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Other incident</source>
        <translation>Autre incident</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Lier</translation>
    </message>
    <message>
        <source>Merge into it</source>
        <translation>Fusionner avec lui</translation>
    </message>
    <message>
        <source>Close incident</source>
        <translation>Clôturer l’incident</translation>
    </message>
    <message>
        <source>Reopen incident</source>
        <translation>Rouvrir l’incident</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Délier</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Clôturer malgré tout</translation>
    </message>
    <message>
        <source>Choose the other incident.</source>
        <translation>Choisissez l’autre incident.</translation>
    </message>
</context>
<context>
    <name>EndOperation</name>
    <message>
        <source>Title</source>
        <translation>Intitulé</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Record title</source>
        <translation>Noter l’intitulé</translation>
    </message>
    <message>
        <source>It is now: {0}</source>
        <translation>C’est désormais : {0}</translation>
    </message>
    <message>
        <source>Close operation</source>
        <translation>Clôturer l’opération</translation>
    </message>
    <message>
        <source>Reopen operation</source>
        <translation>Rouvrir l’opération</translation>
    </message>
    <message>
        <source>Still open: incidents {0}, orders {1}, requests {2}</source>
        <translation>Encore ouverts&#xa0;: incidents {0}, ordres {1}, demandes {2}</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Clôturer malgré tout</translation>
    </message>
</context>
<context>
    <name>EndOrder</name>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Le maintenir</translation>
    </message>
    <message>
        <source>Replace it…</source>
        <translation>Remplacer…</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Annuler l’ordre</translation>
    </message>
</context>
<context>
    <name>EntryLine</name>
    <message>
        <source>What happened?   14:05 · #incident · @source · !key fact</source>
        <translation>Que se passe-t-il&#xa0;?   14:05 · #incident · @source · !fait marquant</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Que se passe-t-il&#xa0;?</translation>
    </message>
    <message>
        <source>Entry line</source>
        <translation>Ligne de saisie</translation>
    </message>
    <message>
        <source>key fact</source>
        <translation>fait marquant</translation>
    </message>
    <message>
        <source>Why is the line withdrawn?</source>
        <translation>Pourquoi retirer la ligne&#xa0;?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Pourquoi&#xa0;?</translation>
    </message>
    <message>
        <source>correcting {0}</source>
        <translation>rectification de {0}</translation>
    </message>
    <message>
        <source>why withdraw {0}?</source>
        <translation>pourquoi retirer {0}&#xa0;?</translation>
    </message>
    <message>
        <source>operation log</source>
        <translation>opération</translation>
    </message>
    <message>
        <source>room log</source>
        <translation>salle</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Casualties</source>
        <translation>Victimes</translation>
    </message>
    <message>
        <source>1 more source</source>
        <translation>1 autre source</translation>
    </message>
    <message>
        <source>{0} more sources</source>
        <translation>{0} autres sources</translation>
    </message>
    <message>
        <source>Units on site</source>
        <translation>Moyens sur place</translation>
    </message>
    <message>
        <source> · {0} asked</source>
        <translation> · {0} demandés</translation>
    </message>
</context>
<context>
    <name>FindLine</name>
    <message>
        <source>Find in this log: any words</source>
        <translation>Chercher dans cette main courante&#xa0;: n’importe quels mots</translation>
    </message>
    <message>
        <source>Find in this log</source>
        <translation>Chercher dans cette main courante</translation>
    </message>
    <message>
        <source>Esc  whole log</source>
        <translation>Esc  toute la main courante</translation>
    </message>
    <message>
        <source>looking… {0}</source>
        <translation>recherche… {0}</translation>
    </message>
    <message>
        <source>{0} and more</source>
        <translation>{0} et plus</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n trouvée</numerusform>
            <numerusform>%n trouvées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>This workstation is in no room yet.</source>
        <translation>Ce poste n’appartient encore à aucune salle.</translation>
    </message>
    <message>
        <source>Keys are being made</source>
        <translation>Les clés sont en cours de création</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Rejoindre une salle</translation>
    </message>
    <message>
        <source>with the invitation that an administrator gave you</source>
        <translation>avec l’invitation reçue d’un administrateur</translation>
    </message>
    <message>
        <source>Create a room</source>
        <translation>Créer une salle</translation>
    </message>
    <message>
        <source>you become its first administrator</source>
        <translation>vous en devenez le premier administrateur</translation>
    </message>
    <message>
        <source>a demo room with three seats on this machine; nothing leaves it</source>
        <translation>une salle de démonstration avec trois postes sur cette machine&#xa0;; rien n’en sort</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Essayer</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>What you typed is not recorded. Leave once more to give it up.</source>
        <translation>Ce que vous avez tapé n’est pas inscrit. Quittez encore une fois pour l’abandonner.</translation>
    </message>
</context>
<context>
    <name>HandleRequest</name>
    <message>
        <source>Request {0}</source>
        <translation>Demande {0}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>needed where refused</source>
        <translation>requis en cas de refus</translation>
    </message>
    <message>
        <source>Noted for them, by</source>
        <translation>Noté pour eux, par</translation>
    </message>
    <message>
        <source>Who said so</source>
        <translation>Qui l’a dit</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Make it an order…</source>
        <translation>En faire un ordre…</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Exécuté</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>Accorder</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Prendre</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Single command</source>
        <translation>Commandement unique</translation>
    </message>
    <message>
        <source>Take command back</source>
        <translation>Reprendre le commandement</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Titulaire</translation>
    </message>
    <message>
        <source>Open orders: {0}</source>
        <translation>Ordres ouverts&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Settled once one person alone claims it.</source>
        <translation>Tranché dès qu’une seule personne le revendique.</translation>
    </message>
    <message>
        <source>By decision of</source>
        <translation>Par décision de</translation>
    </message>
    <message>
        <source>the authority, by function</source>
        <translation>l’autorité, par sa fonction</translation>
    </message>
    <message>
        <source>Record the grant</source>
        <translation>Enregistrer l’attribution</translation>
    </message>
    <message>
        <source>where you decline or lay command down</source>
        <translation>si vous déclinez ou déposez le commandement</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>where you decline</source>
        <translation>si vous déclinez</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Décliner</translation>
    </message>
    <message>
        <source>Accept command</source>
        <translation>Accepter le commandement</translation>
    </message>
    <message>
        <source>Hand over to</source>
        <translation>Transmettre à</translation>
    </message>
    <message>
        <source>End this command</source>
        <translation>Mettre fin à ce commandement</translation>
    </message>
    <message>
        <source>where you lay command down</source>
        <translation>si vous déposez le commandement</translation>
    </message>
    <message>
        <source>Lay down</source>
        <translation>Déposer</translation>
    </message>
    <message>
        <source>Offer command</source>
        <translation>Proposer le commandement</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>époque {0}</translation>
    </message>
    <message>
        <source>offered to {0}</source>
        <translation>proposé à {0}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>Menace</translation>
    </message>
    <message>
        <source>Single command</source>
        <translation>Commandement unique</translation>
    </message>
    <message>
        <source>Next on the agenda</source>
        <translation>Prochaine étape</translation>
    </message>
    <message>
        <source>none open</source>
        <translation>aucune ouverte</translation>
    </message>
    <message>
        <source>CONTESTED</source>
        <translation>CONTESTÉ</translation>
    </message>
    <message>
        <source>NOBODY IN COMMAND</source>
        <translation>PERSONNE NE COMMANDE</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>personne d’identifié</translation>
    </message>
    <message>
        <source>Seat {0:02d}</source>
        <translation>Poste {0:02d}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} dans {1}</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>log</source>
        <translation>noter</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>tout</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>depuis {0}</translation>
    </message>
    <message>
        <source>noted for {0} {1}</source>
        <translation>noté pour {0} {1}</translation>
    </message>
    <message>
        <source>without effect</source>
        <translation>sans effet</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>en vigueur</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>remplacée</translation>
    </message>
</context>
<context>
    <name>Holder</name>
    <message>
        <source>SINGLE COMMAND</source>
        <translation>COMMANDEMENT UNIQUE</translation>
    </message>
    <message>
        <source>Intent…</source>
        <translation>Intention…</translation>
    </message>
    <message>
        <source>NOBODY IN COMMAND</source>
        <translation>PERSONNE NE COMMANDE</translation>
    </message>
    <message>
        <source>CONTESTED</source>
        <translation>CONTESTÉ</translation>
    </message>
    <message>
        <source>epoch {0} · since {1}</source>
        <translation>époque {0} · depuis {1}</translation>
    </message>
    <message>
        <source>declined by {0}</source>
        <translation>décliné par {0}</translation>
    </message>
    <message>
        <source>offered to {0}, {1}</source>
        <translation>proposé à {0}, {1}</translation>
    </message>
    <message>
        <source>aides: {0}</source>
        <translation>adjoints : {0}</translation>
    </message>
    <message>
        <source>none stated</source>
        <translation>aucune énoncée</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Intention</translation>
    </message>
    <message>
        <source>Grant…</source>
        <translation>Confier…</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>Accepter…</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>Mettre fin…</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Reprendre…</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Transmettre…</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>Trancher…</translation>
    </message>
</context>
<context>
    <name>IncidentPane</name>
    <message>
        <source>Facts</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>No incident is chosen: this is the log of the whole operation.</source>
        <translation>Aucun incident choisi : voici la main courante de toute l’opération.</translation>
    </message>
    <message>
        <source>This is the room&apos;s own log: what belongs to no operation.</source>
        <translation>C’est la main courante de la salle&#xa0;: ce qui n’appartient à aucune opération.</translation>
    </message>
    <message>
        <source>First incident</source>
        <translation>Premier incident</translation>
    </message>
    <message>
        <source>No operation</source>
        <translation>Aucune opération</translation>
    </message>
    <message>
        <source>opened {0} by {1}</source>
        <translation>ouvert {0} par {1}</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Clôturer…</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Rouvrir…</translation>
    </message>
    <message>
        <source>That is no whole number of metres.</source>
        <translation>Ce n’est pas un nombre entier de mètres.</translation>
    </message>
</context>
<context>
    <name>IncidentsPane</name>
    <message>
        <source>Incidents</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>INCIDENTS {0}</source>
        <translation>INCIDENTS {0}</translation>
    </message>
    <message>
        <source>AGENDA {0}</source>
        <translation>AGENDA {0}</translation>
    </message>
    <message>
        <source>CLOSED {0}</source>
        <translation>CLÔTURÉS {0}</translation>
    </message>
    <message>
        <source>CRITICAL {0}</source>
        <translation>CRITIQUES {0}</translation>
    </message>
    <message>
        <source>OPEN {0}</source>
        <translation>OUVERTS {0}</translation>
    </message>
    <message>
        <source>QUIET {0}</source>
        <translation>CALMES {0}</translation>
    </message>
    <message>
        <source>No operation is open.</source>
        <translation>Aucune opération n’est ouverte.</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Aucun incident n’est ouvert.</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nouvelle opération</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Nouvel incident</translation>
    </message>
    <message>
        <source>upd {0}</source>
        <translation>màj {0}</translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} nouv.</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 conflit</translation>
    </message>
    <message>
        <source>{0} conflicts</source>
        <translation>{0} conflits</translation>
    </message>
    <message>
        <source>1 order</source>
        <translation>1 ordre</translation>
    </message>
    <message>
        <source>{0} orders</source>
        <translation>{0} ordres</translation>
    </message>
</context>
<context>
    <name>InviteSeat</name>
    <message>
        <source>Code or file let one workstation into the room: guard them.</source>
        <translation>Le code ou le fichier fait entrer un poste de travail dans la salle&#xa0;: gardez-le pour vous.</translation>
    </message>
    <message>
        <source>Invite a seat</source>
        <translation>Inviter un poste</translation>
    </message>
    <message>
        <source>Label of the seat</source>
        <translation>Nom du poste</translation>
    </message>
    <message>
        <source>what stands on the desk</source>
        <translation>ce qui est écrit sur la table</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Sorte</translation>
    </message>
    <message>
        <source>a code that is read aloud</source>
        <translation>un code lu à voix haute</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>un fichier</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source> days</source>
        <translation> jours</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Valable</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Inviter</translation>
    </message>
    <message>
        <source>good until {0}, once</source>
        <translation>valable jusqu’à {0}, une seule fois</translation>
    </message>
    <message>
        <source>Read out the code, and one of the addresses:</source>
        <translation>Lisez à voix haute le code et l’une des adresses&#xa0;:</translation>
    </message>
    <message>
        <source>The new seat has it. Its screen must show the same words:
{0}</source>
        <translation>Le nouveau poste l’a reçu. Son écran doit montrer les mêmes mots&#xa0;:
{0}</translation>
    </message>
    <message>
        <source>The invitation is in {0}. Take it to the new workstation: there, Join a room.</source>
        <translation>L’invitation se trouve dans {0}. Portez-la au nouveau poste&#xa0;: là, Rejoindre une salle.</translation>
    </message>
</context>
<context>
    <name>JoinPage</name>
    <message>
        <source>Invitation file</source>
        <translation>Fichier d’invitation</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Code that is read to you</source>
        <translation>Code qu’on vous lit</translation>
    </message>
    <message>
        <source>Address read with it</source>
        <translation>Adresse lue avec le code</translation>
    </message>
    <message>
        <source>Or an invitation file</source>
        <translation>Ou un fichier d’invitation</translation>
    </message>
    <message>
        <source>with a file: only where the network hides the others</source>
        <translation>avec un fichier&#xa0;: seulement si le réseau cache les autres</translation>
    </message>
    <message>
        <source>with a file: seldom needed</source>
        <translation>avec un fichier&#xa0;: rarement utile</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Rejoindre</translation>
    </message>
</context>
<context>
    <name>JustLogged</name>
    <message>
        <source>Correct</source>
        <translation>Rectifier</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>LineActs</name>
    <message>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
</context>
<context>
    <name>LineForm</name>
    <message>
        <source>Log line</source>
        <translation>Ligne de main courante</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>needed to withdraw it</source>
        <translation>requis pour la retirer</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>question posée…</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Détenu par</translation>
    </message>
    <message>
        <source>Let it count again…</source>
        <translation>Faire compter à nouveau…</translation>
    </message>
    <message>
        <source>Incident…</source>
        <translation>Incident…</translation>
    </message>
    <message>
        <source>Request…</source>
        <translation>Demande…</translation>
    </message>
    <message>
        <source>Order…</source>
        <translation>Ordre…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Rectifier</translation>
    </message>
</context>
<context>
    <name>LogPane</name>
    <message>
        <source>Log</source>
        <translation>Main courante</translation>
    </message>
    <message>
        <source>Nothing is logged yet. Type below and press Enter.</source>
        <translation>Rien n’est encore inscrit. Tapez ci-dessous, puis Entrée.</translation>
    </message>
    <message>
        <source>Entry line</source>
        <translation>Ligne de saisie</translation>
    </message>
    <message>
        <source>No line of this log holds these words.</source>
        <translation>Aucune ligne de cette main courante ne contient ces mots.</translation>
    </message>
    <message numerus="yes">
        <source>%n new since {0}</source>
        <translation>
            <numerusform>%n nouveauté depuis {0}</numerusform>
            <numerusform>%n nouveautés depuis {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} nouv.</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>COMMANDEMENT</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>rectifié</translation>
    </message>
    <message>
        <source>withdrawn: {0}</source>
        <translation>retiré : {0}</translation>
    </message>
    <message>
        <source>reached {0}/{1}</source>
        <translation>arrivé {0}/{1}</translation>
    </message>
    <message>
        <source>its clock was {0} s ahead</source>
        <translation>son horloge avançait de {0} s</translation>
    </message>
    <message>
        <source>logged {0}</source>
        <translation>noté {0}</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>{0} exécutés sur {1}</translation>
    </message>
    <message>
        <source>New, in the order they came</source>
        <translation>Nouveau, dans l’ordre d’arrivée</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Acts</source>
        <translation>Actes</translation>
    </message>
    <message>
        <source>Line of the log</source>
        <translation>Ligne de la main courante</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commandement</translation>
    </message>
    <message>
        <source>Moving about</source>
        <translation>Se déplacer</translation>
    </message>
    <message>
        <source>Room and desk</source>
        <translation>Salle et poste</translation>
    </message>
    <message>
        <source>View and language</source>
        <translation>Affichage et langue</translation>
    </message>
</context>
<context>
    <name>NeedsPane</name>
    <message>
        <source>{0} late</source>
        <translation>{0} de retard</translation>
    </message>
    <message>
        <source>Acknowledge order {0}</source>
        <translation>Accuser réception de l’ordre {0}</translation>
    </message>
    <message>
        <source>Answer order {0}</source>
        <translation>Répondre à l’ordre {0}</translation>
    </message>
    <message>
        <source>Request {0} from {1}</source>
        <translation>Demande {0} de {1}</translation>
    </message>
    <message>
        <source>{0} offers you command</source>
        <translation>{0} vous propose le commandement</translation>
    </message>
    <message>
        <source>Settle {0} of {1}</source>
        <translation>À trancher&#xa0;: {0} de {1}</translation>
    </message>
    <message>
        <source>Order drafted by {0}</source>
        <translation>Ordre préparé par {0}</translation>
    </message>
    <message>
        <source>After the closing of {0}: {1}</source>
        <translation>Après la clôture de {0}&#xa0;: {1}</translation>
    </message>
    <message>
        <source>Choose your own passphrase</source>
        <translation>Choisissez votre propre phrase de passe</translation>
    </message>
    <message>
        <source>{0} declines command</source>
        <translation>{0} décline le commandement</translation>
    </message>
    <message>
        <source>{0}: request {1} refused</source>
        <translation>{0} : demande {1} refusée</translation>
    </message>
    <message>
        <source>{0}: order {1} {2}</source>
        <translation>{0} : ordre {1} {2}</translation>
    </message>
    <message>
        <source>{0} does not answer the offer</source>
        <translation>{0} ne répond pas à l’offre</translation>
    </message>
    <message>
        <source>{0}: request {1} is late</source>
        <translation>{0} : demande {1} en retard</translation>
    </message>
    <message>
        <source>{0}: order {1} not acknowledged</source>
        <translation>{0} : ordre {1}, réception non accusée</translation>
    </message>
    <message>
        <source>{0}: order {1} is late</source>
        <translation>{0} : ordre {1} en retard</translation>
    </message>
    <message>
        <source>somebody else chose the one that you have</source>
        <translation>la vôtre a été choisie par quelqu’un d’autre</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>à {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>depuis {0}</translation>
    </message>
    <message>
        <source>waiting {0}</source>
        <translation>attend {0}</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Reprendre…</translation>
    </message>
    <message>
        <source>Receive…</source>
        <translation>Recevoir…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Répondre…</translation>
    </message>
    <message>
        <source>Take…</source>
        <translation>Prendre…</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>Accepter…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Comparer…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Exécuté</translation>
    </message>
    <message>
        <source>Issue…</source>
        <translation>Donner…</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Décider…</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Noter…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Changer…</translation>
    </message>
    <message>
        <source>Look…</source>
        <translation>Regarder…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Ouvrir…</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Vous attend</translation>
    </message>
    <message>
        <source>NEEDS YOU {0}</source>
        <translation>VOUS ATTEND {0}</translation>
    </message>
    <message>
        <source>NEEDS YOU</source>
        <translation>VOUS ATTEND</translation>
    </message>
    <message>
        <source>Nobody is signed in here.</source>
        <translation>Personne n’est identifié ici.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>Locked: unlock to see what waits for you.</source>
        <translation>Verrouillé : déverrouillez pour voir ce qui vous attend.</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Rien ne vous attend.</translation>
    </message>
    <message>
        <source>Plan a step</source>
        <translation>Planifier une étape</translation>
    </message>
</context>
<context>
    <name>NewIncident</name>
    <message>
        <source>New incident</source>
        <translation>Nouvel incident</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>name, address, or latitude, longitude</source>
        <translation>nom, adresse, ou latitude, longitude</translation>
    </message>
    <message>
        <source>Disciplines</source>
        <translation>Disciplines</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Ouvrir l’incident</translation>
    </message>
</context>
<context>
    <name>NewOperation</name>
    <message>
        <source>New operation</source>
        <translation>Nouvelle opération</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Sorte</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Open operation</source>
        <translation>Ouvrir l’opération</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>Déjà ouvertes</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Y aller</translation>
    </message>
</context>
<context>
    <name>NewPerson</name>
    <message>
        <source>They choose a passphrase of their own when they first sign in.</source>
        <translation>Elle choisit sa propre phrase de passe à sa première identification.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nouvelle personne</translation>
    </message>
    <message>
        <source>Name or function</source>
        <translation>Nom ou fonction</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rôles</translation>
    </message>
    <message>
        <source>One-time passphrase</source>
        <translation>Phrase de passe provisoire</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>{0} signs in with:
{1}
Hand it over by word of mouth, or on paper to be torn up.</source>
        <translation>{0} s’identifie avec&#xa0;:
{1}
Transmettez-la de vive voix, ou sur un papier à déchirer.</translation>
    </message>
</context>
<context>
    <name>NewRequest</name>
    <message>
        <source>New request</source>
        <translation>Nouvelle demande</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Combien</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Ce n’est pas une heure. Tapez 14:50, ou +20 pour dans 20 minutes.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The seat runs another version of Belfry: close this window and open it again.</source>
        <translation>Le poste exécute une autre version de Belfry : fermez cette fenêtre et rouvrez-la.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The seat is gone. This is its last picture, of {0}. What you type here is kept.</source>
        <translation>Le poste ne répond plus. Voici sa dernière image, de {0}. Ce que vous tapez ici est conservé.</translation>
    </message>
    <message>
        <source>Start the seat</source>
        <translation>Démarrer le poste</translation>
    </message>
    <message>
        <source>{0}: nothing more is recorded here. What you type is kept.</source>
        <translation>{0} : plus rien n’est enregistré ici. Ce que vous tapez est conservé.</translation>
    </message>
    <message>
        <source>Make room on this machine.</source>
        <translation>Faites de la place sur cette machine.</translation>
    </message>
    <message>
        <source>This operation is closed: {0}</source>
        <translation>Cette opération est clôturée&#xa0;: {0}</translation>
    </message>
    <message>
        <source>The seat does not answer for now. This is its last picture, of {0}. What you type here is kept.</source>
        <translation>Le poste ne réagit pas pour l’instant. Voici sa dernière image, de {0}. Ce que vous tapez ici est conservé.</translation>
    </message>
    <message>
        <source>Operations…</source>
        <translation>Opérations…</translation>
    </message>
    <message>
        <source>Nobody is in command of this operation.</source>
        <translation>Personne ne commande cette opération.</translation>
    </message>
    <message>
        <source>Grant…</source>
        <translation>Confier…</translation>
    </message>
    <message>
        <source>Command is contested: {0}. Orders of both stand until it is settled.</source>
        <translation>Commandement contesté : {0}. Les ordres de chacun valent jusqu’au règlement.</translation>
    </message>
    <message>
        <source>Show orders</source>
        <translation>Voir les ordres</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>Trancher…</translation>
    </message>
    <message>
        <source>{0} may no longer hold single command: an administrator can end it.</source>
        <translation>{0} ne peut plus exercer le commandement unique&#x202f;: un administrateur peut y mettre fin.</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>Mettre fin…</translation>
    </message>
    <message>
        <source>{0}, in single command, is cut off: no link with {1} for {2}.</source>
        <translation>{0}, qui exerce le commandement unique, est hors contact&#xa0;: pas de lien avec {1} depuis {2}.</translation>
    </message>
    <message>
        <source>Command is offered to {0} since {1}: nobody gives orders until it is taken.</source>
        <translation>Le commandement est proposé à {0} depuis {1}&#xa0;: personne ne donne d’ordre tant qu’il n’est pas pris.</translation>
    </message>
    <message>
        <source>{0} declined command, offered since {1}: nobody gives orders.</source>
        <translation>{0} a décliné le commandement, proposé depuis {1}&#xa0;: personne ne donne d’ordre.</translation>
    </message>
    <message>
        <source>Stop the seat…</source>
        <translation>Arrêter le poste…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Not in step since {0}: what other seats wrote may be missing here.</source>
        <translation>Pas en phase depuis {0}&#xa0;: ce que d’autres postes ont écrit peut manquer ici.</translation>
    </message>
    <message>
        <source>{0} is not complete: some of it needs a newer version, or has not come.</source>
        <translation>{0} n’est pas complet : des écritures exigent une version plus récente ou ne sont pas arrivées.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <source>Seats…</source>
        <translation>Postes…</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>encore {0}</translation>
    </message>
</context>
<context>
    <name>OwnPassphrase</name>
    <message>
        <source>My passphrase</source>
        <translation>Ma phrase de passe</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nouvelle phrase de passe</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Encore une fois</translation>
    </message>
    <message>
        <source>five words, or at least 14 characters</source>
        <translation>cinq mots, ou au moins 14 caractères</translation>
    </message>
    <message>
        <source>Suggest five words</source>
        <translation>Proposer cinq mots</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Changer</translation>
    </message>
    <message>
        <source>Somebody else chose the passphrase that you signed in with. Choose one that only you know.</source>
        <translation>La phrase de passe avec laquelle vous vous êtes identifié a été choisie par quelqu’un d’autre. Choisissez-en une que vous seul connaissez.</translation>
    </message>
    <message>
        <source>The two new passphrases differ.</source>
        <translation>Les deux nouvelles phrases de passe diffèrent.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Anything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>A command, an incident, words of the log</source>
        <translation>Une commande, un incident, des mots de la main courante</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>looking in the log…</source>
        <translation>recherche dans la main courante…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Rien n’a été trouvé.</translation>
    </message>
    <message>
        <source>go to</source>
        <translation>aller</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>opération</translation>
    </message>
    <message>
        <source>agency</source>
        <translation>service</translation>
    </message>
    <message>
        <source>log</source>
        <translation>main courante</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Roles</source>
        <translation>Rôles</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Identifié</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nulle part</translation>
    </message>
    <message>
        <source>revoked: what they did until then stands, and the log says why</source>
        <translation>révoqué&#xa0;: ce qui a été fait jusque-là reste valable, et la main courante dit pourquoi</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>New one-time passphrase</source>
        <translation>Nouvelle phrase de passe provisoire</translation>
    </message>
    <message>
        <source>Reason to revoke</source>
        <translation>Motif de révocation</translation>
    </message>
    <message>
        <source>Revoking signs them out everywhere, at once and for good. What they did until then stands.</source>
        <translation>Révoquer met fin partout à sa séance, aussitôt et pour de bon. Ce que cette personne a fait jusque-là reste valable.</translation>
    </message>
    <message>
        <source>Replace passphrase</source>
        <translation>Remplacer la phrase de passe</translation>
    </message>
    <message>
        <source>Change roles</source>
        <translation>Changer les rôles</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
    <message>
        <source>{0} signs in with:
{1}</source>
        <translation>{0} s’identifie avec&#xa0;:
{1}</translation>
    </message>
</context>
<context>
    <name>PlanNext</name>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Sorte</translation>
    </message>
    <message>
        <source>At</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Responsable</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Planifier</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Ce n’est pas une heure. Tapez 14:50, ou +20 pour dans 20 minutes.</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Print</source>
        <translation>Imprimer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Vers</translation>
    </message>
    <message>
        <source>a PDF file</source>
        <translation>un fichier PDF</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>This machine knows no printer: print to a file, and print that elsewhere.</source>
        <translation>Cette machine ne connaît aucune imprimante : imprimez dans un fichier, et celui-ci ailleurs.</translation>
    </message>
    <message>
        <source>situation sheet</source>
        <translation>fiche de situation</translation>
    </message>
    <message>
        <source>only the lines of the log with: {0}</source>
        <translation>seulement les lignes de la main courante avec&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Log of {0} {1}</source>
        <translation>Main courante de {0} {1}</translation>
    </message>
    <message>
        <source>Log of {0}</source>
        <translation>Main courante de {0}</translation>
    </message>
    <message>
        <source>Log of the room</source>
        <translation>Main courante de la salle</translation>
    </message>
    <message>
        <source>The printer {0} has it.</source>
        <translation>L’imprimante {0} l’a reçu.</translation>
    </message>
    <message>
        <source>It is in {0}</source>
        <translation>Le fichier est {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Situation · {0}</source>
        <translation>Situation · {0}</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Order {0}</source>
        <translation>Ordre {0}</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Concerne</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>pour {0}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>needed where refused or impossible</source>
        <translation>requis si refusé ou impossible</translation>
    </message>
    <message>
        <source>waiting {0}</source>
        <translation>attend {0}</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Refuser…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Répondre…</translation>
    </message>
    <message>
        <source>On behalf of…</source>
        <translation>Au nom de…</translation>
    </message>
    <message>
        <source>Send answer</source>
        <translation>Envoyer la réponse</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Accuser réception</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>époque {0}</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>Au nom de</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Who said so</source>
        <translation>Qui l’a dit</translation>
    </message>
</context>
<context>
    <name>ReleaseLine</name>
    <message>
        <source>Let it count again</source>
        <translation>La faire compter à nouveau</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Écrit par</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Let it count</source>
        <translation>Faire compter</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>revoked</source>
        <translation>révoqué</translation>
    </message>
    <message>
        <source>signed in at seat {0}</source>
        <translation>identifié au poste {0}</translation>
    </message>
    <message>
        <source>key not here yet</source>
        <translation>clé pas encore reçue ici</translation>
    </message>
    <message>
        <source>one-time passphrase</source>
        <translation>phrase de passe provisoire</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>personne d’identifié</translation>
    </message>
    <message>
        <source>no link {0}</source>
        <translation>sans lien {0}</translation>
    </message>
    <message>
        <source>in step</source>
        <translation>à jour</translation>
    </message>
    <message>
        <source>not in step</source>
        <translation>pas à jour</translation>
    </message>
    <message>
        <source>linked since {0}</source>
        <translation>relié depuis {0}</translation>
    </message>
    <message>
        <source>last heard {0}</source>
        <translation>entendu à {0}</translation>
    </message>
    <message>
        <source>clock {0} s ahead</source>
        <translation>horloge en avance de {0} s</translation>
    </message>
    <message>
        <source>clock {0} s behind</source>
        <translation>horloge en retard de {0} s</translation>
    </message>
    <message>
        <source>This seat refused</source>
        <translation>Ce poste a refusé</translation>
    </message>
    <message>
        <source>This seat was refused</source>
        <translation>Ce poste a été refusé</translation>
    </message>
    <message>
        <source>No link came about</source>
        <translation>Aucun lien n’a été établi</translation>
    </message>
</context>
<context>
    <name>RoomWindow</name>
    <message>
        <source>Room</source>
        <translation>Salle</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Nouvelle personne…</translation>
    </message>
    <message>
        <source>Invite a seat…</source>
        <translation>Inviter un poste…</translation>
    </message>
    <message>
        <source>My passphrase…</source>
        <translation>Ma phrase de passe…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>exercise room, for good</source>
        <translation>salle d’exercice, définitivement</translation>
    </message>
    <message>
        <source>real room</source>
        <translation>salle réelle</translation>
    </message>
    <message>
        <source>here: {0}</source>
        <translation>ici&#xa0;: {0}</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Postes</translation>
    </message>
    <message>
        <source>Refused lately</source>
        <translation>Refusés récemment</translation>
    </message>
    <message>
        <source>Nobody was refused since this seat started.</source>
        <translation>Personne n’a été refusé depuis le démarrage de ce poste.</translation>
    </message>
</context>
<context>
    <name>ScreenForm</name>
    <message>
        <source>How this screen is read</source>
        <translation>Lecture de cet écran</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>mesuré ici</translation>
    </message>
    <message>
        <source>as the screen says</source>
        <translation>selon l’écran</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Écran</translation>
    </message>
    <message>
        <source>Diagonal in inches</source>
        <translation>Diagonale en pouces</translation>
    </message>
    <message>
        <source>Distance in cm</source>
        <translation>Distance en cm</translation>
    </message>
    <message>
        <source>Panels across</source>
        <translation>Panneaux en largeur</translation>
    </message>
    <message>
        <source>Panels down</source>
        <translation>Panneaux en hauteur</translation>
    </message>
    <message>
        <source>Text of {0} pixels; a capital covers {1} arcmin</source>
        <translation>Texte de {0} pixels ; une capitale couvre {1} minutes d’arc</translation>
    </message>
    <message>
        <source>As the screen says</source>
        <translation>Selon l’écran</translation>
    </message>
    <message>
        <source>Take these</source>
        <translation>Retenir</translation>
    </message>
    <message>
        <source>Give a diagonal of {0} to {1} inches and a distance of {2} to {3} cm.</source>
        <translation>Indiquez une diagonale de {0} à {1} pouces et une distance de {2} à {3} cm.</translation>
    </message>
</context>
<context>
    <name>SeatCard</name>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>personne d’identifié</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Liaison</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Entendu à</translation>
    </message>
    <message>
        <source>What it wrote</source>
        <translation>Ce qu’il a écrit</translation>
    </message>
    <message>
        <source>Its clock</source>
        <translation>Son horloge</translation>
    </message>
    <message>
        <source>known only while it is linked</source>
        <translation>connue seulement tant qu’il est relié</translation>
    </message>
    <message>
        <source>agrees with this one</source>
        <translation>concorde avec celle-ci</translation>
    </message>
    <message>
        <source>Reason to revoke</source>
        <translation>Motif de révocation</translation>
    </message>
    <message>
        <source>The room hears it no more, at once and for good: it comes back only with a new invitation. What it wrote until then stands; what it writes later waits for an administrator.</source>
        <translation>La salle ne l’entend plus, aussitôt et pour de bon&#xa0;: il ne revient qu’avec une nouvelle invitation. Ce qu’il a écrit jusque-là reste valable&#xa0;; ce qu’il écrira ensuite attend un administrateur.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Révoquer</translation>
    </message>
</context>
<context>
    <name>SeatName</name>
    <message>
        <source>Seat {0:02d}</source>
        <translation>Poste {0:02d}</translation>
    </message>
</context>
<context>
    <name>Settle</name>
    <message>
        <source>{0} of {1} was set twice</source>
        <translation>{0} de {1}&#xa0;: deux valeurs</translation>
    </message>
    <message>
        <source>the log keeps all</source>
        <translation>la main courante garde tout</translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation>Garder {0}</translation>
    </message>
    <message>
        <source>safety field: the more cautious value stands until someone settles it</source>
        <translation>champ de sécurité : la valeur la plus prudente vaut jusqu’à ce que quelqu’un tranche</translation>
    </message>
    <message>
        <source>the later value stands until someone settles it</source>
        <translation>la valeur la plus récente vaut jusqu’à ce que quelqu’un tranche</translation>
    </message>
    <message>
        <source>stands for now</source>
        <translation>vaut pour l’instant</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>valid at {0} · {1} · printed by {2}</source>
        <translation>valable le {0} · {1} · imprimé par {2}</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>personne d’identifié</translation>
    </message>
    <message>
        <source>digest {0}</source>
        <translation>empreinte {0}</translation>
    </message>
    <message>
        <source>page {0} of {1}</source>
        <translation>page {0} sur {1}</translation>
    </message>
    <message>
        <source>{0} exists already: choose another name.</source>
        <translation>{0} existe déjà&#xa0;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0} ne peut pas être écrit&#xa0;: {1}.</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>Menace</translation>
    </message>
    <message>
        <source>Single command</source>
        <translation>Commandement unique</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>depuis {0}</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Titulaire</translation>
    </message>
    <message>
        <source>none stated</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Intention</translation>
    </message>
    <message>
        <source>Open incidents: {0}; closed or merged: {1}</source>
        <translation>Incidents ouverts&#xa0;: {0}&#xa0;; clos ou fusionnés&#xa0;: {1}</translation>
    </message>
    <message>
        <source>updated {0} ago</source>
        <translation>mis à jour il y a {0}</translation>
    </message>
    <message>
        <source>{0}: on site {1}, asked for {2}</source>
        <translation>{0}&#xa0;: sur place {1}, demandé {2}</translation>
    </message>
    <message>
        <source>Open orders: {0}</source>
        <translation>Ordres ouverts&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Open requests: {0}</source>
        <translation>Demandes ouvertes&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>no state told</source>
        <translation>aucun état communiqué</translation>
    </message>
    <message>
        <source>Not in this room, nothing told</source>
        <translation>Hors de cette salle, sans nouvelles</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Key facts</source>
        <translation>Faits clés</translation>
    </message>
    <message>
        <source>Set twice, not settled: {0}</source>
        <translation>Saisis deux fois, non tranchés&#xa0;: {0}</translation>
    </message>
    <message>
        <source>What this seat knows</source>
        <translation>Ce que sait ce poste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The printer {0} is no longer there.</source>
        <translation>L’imprimante {0} n’est plus là.</translation>
    </message>
    <message>
        <source>The printer {0} is stopped: nothing was sent to it.</source>
        <translation>L’imprimante {0} est arrêtée : rien ne lui a été envoyé.</translation>
    </message>
    <message>
        <source>This machine has no print service: print to a file.</source>
        <translation>Cette machine n’a pas de service d’impression&#xa0;: imprimez vers un fichier.</translation>
    </message>
    <message>
        <source>The printer {0} does not answer.</source>
        <translation>L’imprimante {0} ne répond pas.</translation>
    </message>
    <message>
        <source>The printer {0} did not take the sheet: nothing was printed.</source>
        <translation>L’imprimante {0} n’a pas pris la feuille&#xa0;: rien n’a été imprimé.</translation>
    </message>
</context>
<context>
    <name>SignedForm</name>
    <message>
        <source>Your passphrase</source>
        <translation>Votre phrase de passe</translation>
    </message>
    <message>
        <source>Being signed</source>
        <translation>Signature en cours</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>SimilarRow</name>
    <message>
        <source>Open already, perhaps the same:</source>
        <translation>Déjà ouvert, peut-être le même&#xa0;:</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>The seat is starting and reads its record.</source>
        <translation>Le poste démarre et lit son registre.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The seat is there but does not answer for now. It may go on by itself.</source>
        <translation>Le poste est là mais ne réagit pas pour l’instant. Il se peut qu’il reprenne de lui-même.</translation>
    </message>
</context>
<context>
    <name>StatusPane</name>
    <message>
        <source>the only seat of this room: nobody else holds its record</source>
        <translation>le seul poste de cette salle : personne d’autre ne détient son registre</translation>
    </message>
    <message numerus="yes">
        <source>%n more without link</source>
        <translation>
            <numerusform>%n autre sans lien</numerusform>
            <numerusform>%n autres sans lien</numerusform>
        </translation>
    </message>
    <message>
        <source>Seat {0} ({1}): no link {2}</source>
        <translation>Poste {0} ({1}) : sans lien {2}</translation>
    </message>
    <message>
        <source>Record {0}, damaged</source>
        <translation>Registre {0}, endommagé</translation>
    </message>
    <message>
        <source>Record {0}, {1} to verify</source>
        <translation>Registre {0}, {1} à vérifier</translation>
    </message>
    <message>
        <source>Record {0}, verified</source>
        <translation>Registre {0}, vérifié</translation>
    </message>
</context>
<context>
    <name>Steady</name>
    <message>
        <source>{0} new · re-order</source>
        <translation>{0} nouveaux · réordonner</translation>
    </message>
    <message>
        <source>re-order</source>
        <translation>réordonner</translation>
    </message>
    <message>
        <source>1 new · re-order</source>
        <translation>1 nouveau · réordonner</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>At</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Déplacer</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Exécuté</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Ce n’est pas une heure. Tapez 14:50, ou +20 pour dans 20 minutes.</translation>
    </message>
</context>
<context>
    <name>StopSeat</name>
    <message>
        <source>Stop this seat</source>
        <translation>Arrêter ce poste</translation>
    </message>
    <message>
        <source>Desk, wall and scripts lose it until it runs again.</source>
        <translation>Pupitre, mur et scripts le perdent jusqu’à son redémarrage.</translation>
    </message>
    <message>
        <source>Stop the seat</source>
        <translation>Arrêter le poste</translation>
    </message>
    <message>
        <source>This is the only seat of the room: its record is on this machine alone.</source>
        <translation>C’est le seul poste de la salle : son registre n’est que sur cette machine.</translation>
    </message>
    <message>
        <source>They are kept on this machine, and go to the others when the seat runs again.</source>
        <translation>Elles sont gardées sur cette machine et partiront vers les autres au redémarrage.</translation>
    </message>
    <message>
        <source>Stop all the same</source>
        <translation>Arrêter quand même</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Incident</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commandement</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Ligne du temps</translation>
    </message>
</context>
<context>
    <name>Unshown</name>
    <message>
        <source>{0} not shown here: a fault of Belfry itself. Another seat may show it.</source>
        <translation>{0} non affiché(s) ici&#xa0;: défaut de Belfry lui-même. Un autre poste l’affiche peut-être.</translation>
    </message>
</context>
<context>
    <name>Veil</name>
    <message>
        <source>Locked</source>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Phrase de passe</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>S’identifier</translation>
    </message>
    <message>
        <source>Someone else…</source>
        <translation>Quelqu’un d’autre…</translation>
    </message>
    <message>
        <source>Only look</source>
        <translation>Regarder seulement</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>The seat does not answer.</source>
        <translation>Le poste ne répond pas.</translation>
    </message>
    <message>
        <source>Nobody can sign in here yet: this seat has not met another seat of its room.</source>
        <translation>Personne ne peut encore s’identifier ici&#xa0;: ce poste n’a rencontré aucun autre poste de sa salle.</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Conflicts</source>
        <translation>Conflits</translation>
    </message>
    <message>
        <source>Cmd</source>
        <translation>Cdt</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Salle</translation>
    </message>
    <message>
        <source>no answer since {0}</source>
        <translation>sans réponse depuis {0}</translation>
    </message>
    <message>
        <source>seat gone since {0}</source>
        <translation>poste absent depuis {0}</translation>
    </message>
    <message>
        <source>Picture of {0}</source>
        <translation>Image de {0}</translation>
    </message>
    <message>
        <source>in step {0}/{1}</source>
        <translation>en phase {0}/{1}</translation>
    </message>
    <message>
        <source>The seat does not answer for now.</source>
        <translation>Le poste ne réagit pas pour l’instant.</translation>
    </message>
    <message>
        <source>The seat runs a newer version of Belfry.</source>
        <translation>Le poste tourne dans une version plus récente de Belfry.</translation>
    </message>
    <message>
        <source>The seat is gone.</source>
        <translation>Le poste ne répond plus.</translation>
    </message>
    <message>
        <source>This is its last picture, of {0}, {1} old.</source>
        <translation>Voici sa dernière image, de {0}, vieille de {1}.</translation>
    </message>
    <message>
        <source>This wall begins again by itself once that version is on this machine.</source>
        <translation>Ce mur d’images redémarre de lui-même dès que cette version est sur cette machine.</translation>
    </message>
    <message>
        <source>Its process is still there and may go on. Once it has ended, this wall starts it again.</source>
        <translation>Son processus est toujours là et peut reprendre. Une fois terminé, ce mur d’images le relance.</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Aucun incident n’est ouvert.</translation>
    </message>
    <message>
        <source>no report</source>
        <translation>aucun rapport</translation>
    </message>
    <message>
        <source>No order and no request is open.</source>
        <translation>Aucun ordre ni demande n’est ouvert.</translation>
    </message>
    <message>
        <source>INCIDENTS</source>
        <translation>INCIDENTS</translation>
    </message>
    <message>
        <source>ORDERS, REQUESTS</source>
        <translation>ORDRES, DEMANDES</translation>
    </message>
    <message>
        <source>CASUALTIES</source>
        <translation>VICTIMES</translation>
    </message>
    <message>
        <source>Nobody was counted.</source>
        <translation>Personne n’a été compté.</translation>
    </message>
    <message>
        <source>AGENCIES</source>
        <translation>SERVICES</translation>
    </message>
    <message>
        <source>KEY FACTS</source>
        <translation>FAITS CLÉS</translation>
    </message>
    <message>
        <source>LOG</source>
        <translation>MAIN COURANTE</translation>
    </message>
    <message>
        <source>No step is planned.</source>
        <translation>Aucune étape n’est prévue.</translation>
    </message>
    <message>
        <source>AGENDA</source>
        <translation>AGENDA</translation>
    </message>
    <message>
        <source>Nobody is here.</source>
        <translation>Personne n’est là.</translation>
    </message>
    <message>
        <source>No line was marked as a key fact.</source>
        <translation>Aucune ligne n’est marquée comme fait clé.</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Made dark by {0} at {1}</source>
        <translation>Éteint par {0} à {1}</translation>
    </message>
</context>
<context>
    <name>WhichDay</name>
    <message>
        <source>yesterday {0}</source>
        <translation>hier {0}</translation>
    </message>
    <message>
        <source>today {0}</source>
        <translation>aujourd’hui {0}</translation>
    </message>
    <message>
        <source>tomorrow {0}</source>
        <translation>demain {0}</translation>
    </message>
    <message>
        <source>{0} is more than 12 hours ago. Which do you mean?</source>
        <translation>{0}, c’est il y a plus de 12 heures. Lequel voulez-vous dire&#xa0;?</translation>
    </message>
</context>
</TS>
