<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Withdraw the line</source>
        <translation>De regel intrekken</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Nieuw incident</translation>
    </message>
    <message>
        <source>New order</source>
        <translation>Nieuwe opdracht</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Nieuwe aanvraag</translation>
    </message>
    <message>
        <source>Single command</source>
        <translation>Eenhoofdig commando</translation>
    </message>
    <message>
        <source>Commander&apos;s intent and aides</source>
        <translation>Bedoeling van het commando en adjuncten</translation>
    </message>
    <message>
        <source>Plan a step</source>
        <translation>Een stap plannen</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operatie</translation>
    </message>
    <message>
        <source>Close, reopen or turn the operation</source>
        <translation>De operatie afsluiten, heropenen of omzetten</translation>
    </message>
    <message>
        <source>Close, merge or link the incident</source>
        <translation>Het incident afsluiten, samenvoegen of koppelen</translation>
    </message>
    <message>
        <source>What the walls show</source>
        <translation>Wat de videowanden tonen</translation>
    </message>
    <message>
        <source>What waits for you: the first</source>
        <translation>Wat op u wacht: het eerste punt</translation>
    </message>
    <message>
        <source>Cancel or replace the order</source>
        <translation>De opdracht annuleren of vervangen</translation>
    </message>
    <message>
        <source>Record phase or threat level</source>
        <translation>Fase of dreigingsniveau noteren</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Toetsen</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Rechtzetten</translation>
    </message>
    <message>
        <source>Agencies and command, or incidents</source>
        <translation>Diensten en commando, of incidenten</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Volgend paneel</translation>
    </message>
    <message>
        <source>Pane before</source>
        <translation>Vorig paneel</translation>
    </message>
    <message>
        <source>Orders and requests</source>
        <translation>Opdrachten en aanvragen</translation>
    </message>
    <message>
        <source>Incident above</source>
        <translation>Incident erboven</translation>
    </message>
    <message>
        <source>Incident below</source>
        <translation>Incident eronder</translation>
    </message>
    <message>
        <source>Log of the operation</source>
        <translation>Logboek van de operatie</translation>
    </message>
    <message>
        <source>Log of the room</source>
        <translation>Logboek van de zaal</translation>
    </message>
    <message>
        <source>Pin the incident to a digit, or unpin it</source>
        <translation>Het incident aan een cijfer vastmaken, of losmaken</translation>
    </message>
    <message>
        <source>Pinned incident</source>
        <translation>Vastgemaakt incident</translation>
    </message>
    <message>
        <source>Entry line</source>
        <translation>Invoerregel</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Vergrendelen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Grotere tekst</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere tekst</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>Gewone tekstgrootte</translation>
    </message>
    <message>
        <source>Room: people and seats</source>
        <translation>Zaal: personen en werkposten</translation>
    </message>
    <message>
        <source>My passphrase</source>
        <translation>Mijn wachtzin</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nieuwe persoon</translation>
    </message>
    <message>
        <source>Invite a seat</source>
        <translation>Een werkpost uitnodigen</translation>
    </message>
    <message>
        <source>New agency</source>
        <translation>Nieuwe dienst</translation>
    </message>
    <message>
        <source>Stop this seat</source>
        <translation>Deze werkpost stoppen</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Zoeken in het logboek</translation>
    </message>
    <message>
        <source>History of a value</source>
        <translation>Historiek van een waarde</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>How this screen is read</source>
        <translation>Hoe dit scherm gelezen wordt</translation>
    </message>
</context>
<context>
    <name>Afterwards</name>
    <message>
        <source>{0} (whether the closing was known there is not recorded)</source>
        <translation>{0} (of de afsluiting daar bekend was, is niet geregistreerd)</translation>
    </message>
    <message>
        <source>After the closing of {0}</source>
        <translation>Na de afsluiting van {0}</translation>
    </message>
    <message>
        <source>told where nobody knew yet that it was closed</source>
        <translation>gezegd waar nog niemand wist dat ze afgesloten was</translation>
    </message>
    <message>
        <source>and {0} more, in the log</source>
        <translation>en nog {0}, in het logboek</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Heropenen…</translation>
    </message>
    <message>
        <source>Seen: it stays closed</source>
        <translation>Gezien: blijft afgesloten</translation>
    </message>
</context>
<context>
    <name>Agencies</name>
    <message>
        <source>letters of a name or a code; space ticks</source>
        <translation>letters van een naam of code; spatie vinkt aan</translation>
    </message>
    <message>
        <source>Agencies: letters of a name or a code; space ticks</source>
        <translation>Diensten: letters van een naam of code; spatie vinkt aan</translation>
    </message>
    <message>
        <source>Space unticks</source>
        <translation>Spatie vinkt uit:</translation>
    </message>
    <message>
        <source>Space ticks</source>
        <translation>Spatie vinkt aan:</translation>
    </message>
    <message>
        <source>No agency is known by “{0}”.</source>
        <translation>Geen dienst gekend als “{0}”.</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>aan {0}</translation>
    </message>
    <message>
        <source>to nobody yet</source>
        <translation>nog aan niemand</translation>
    </message>
</context>
<context>
    <name>AgenciesPane</name>
    <message>
        <source>AGENCIES</source>
        <translation>DIENSTEN</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Diensten</translation>
    </message>
    <message>
        <source>type to filter</source>
        <translation>filteren…</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filteren</translation>
    </message>
    <message>
        <source>Filter the agencies</source>
        <translation>De diensten filteren</translation>
    </message>
    <message>
        <source>No agency is known by “{0}”.</source>
        <translation>Geen dienst gekend als “{0}”.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles tonen</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Benut</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>Werkpost</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Verslag</translation>
    </message>
    <message numerus="yes">
        <source>%n of {0} present</source>
        <translation>
            <numerusform>%n van {0} aanwezig</numerusform>
            <numerusform>%n van {0} aanwezig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absent – hide</source>
        <translation>
            <numerusform>%n afwezig – verbergen</numerusform>
            <numerusform>%n afwezig – verbergen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n absent – show</source>
        <translation>
            <numerusform>%n afwezig – tonen</numerusform>
            <numerusform>%n afwezig – tonen</numerusform>
        </translation>
    </message>
    <message>
        <source>no link {0}</source>
        <translation>geen link {0}</translation>
    </message>
    <message>
        <source>report {0} old</source>
        <translation>verslag {0} oud</translation>
    </message>
    <message>
        <source>none</source>
        <translation>geen</translation>
    </message>
    <message>
        <source>noted {0} by {1}</source>
        <translation>genoteerd {0} door {1}</translation>
    </message>
    <message>
        <source>noted {0}, {1}</source>
        <translation>{0} genoteerd, {1}</translation>
    </message>
    <message>
        <source>seat {0}</source>
        <translation>werkpost {0}</translation>
    </message>
    <message>
        <source>set twice: {0}</source>
        <translation>tweemaal ingesteld: {0}</translation>
    </message>
</context>
<context>
    <name>AgencyCard</name>
    <message>
        <source>States until now</source>
        <translation>Toestanden tot nu</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Historiek…</translation>
    </message>
    <message>
        <source>Catalogue…</source>
        <translation>Catalogus…</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Vastleggen</translation>
    </message>
    <message>
        <source>Seat {0}</source>
        <translation>Werkpost {0}</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>Werkpost</translation>
    </message>
    <message>
        <source>none in this room</source>
        <translation>geen in deze zaal</translation>
    </message>
    <message>
        <source>What it wrote</source>
        <translation>Wat er geschreven is</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>nobody said</source>
        <translation>niemand heeft het gezegd</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Benut</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>Laatste verslag</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Nieuw verslag</translation>
    </message>
    <message>
        <source>Noted for them</source>
        <translation>Voor hen genoteerd</translation>
    </message>
    <message>
        <source>Who said so</source>
        <translation>Wie zei dat</translation>
    </message>
    <message>
        <source>several, with commas between</source>
        <translation>meerdere, met komma’s ertussen</translation>
    </message>
    <message>
        <source>No operation is open.</source>
        <translation>Er is geen operatie geopend.</translation>
    </message>
</context>
<context>
    <name>Ages</name>
    <message>
        <source>{0} h {1:02d}</source>
        <translation>{0} u {1:02d}</translation>
    </message>
    <message>
        <source>{0} d {1} h</source>
        <translation>{0} d {1} u</translation>
    </message>
</context>
<context>
    <name>CatalogueEntry</name>
    <message>
        <source>Catalogue of agencies</source>
        <translation>Catalogus van de diensten</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>capitals and digits</source>
        <translation>hoofdletters en cijfers</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Korte naam</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Discipline</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>sits in the room</source>
        <translation>zetelt in de zaal</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Vastleggen</translation>
    </message>
</context>
<context>
    <name>ChooseBoard</name>
    <message>
        <source>Chosen by {0} at {1}</source>
        <translation>Gekozen door {0} om {1}</translation>
    </message>
    <message>
        <source>What the walls show</source>
        <translation>Wat de videowanden tonen</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Pagina</translation>
    </message>
    <message>
        <source>the one opened last</source>
        <translation>de laatst geopende</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operatie</translation>
    </message>
    <message>
        <source>Make the walls dark</source>
        <translation>Wanden donker maken</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
    </message>
</context>
<context>
    <name>CommandPane</name>
    <message>
        <source>New order</source>
        <translation>Nieuwe opdracht</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Nieuwe aanvraag</translation>
    </message>
    <message>
        <source>Orders and requests</source>
        <translation>Opdrachten en aanvragen</translation>
    </message>
    <message>
        <source>No operation is open.</source>
        <translation>Er is geen operatie geopend.</translation>
    </message>
    <message>
        <source>REQUESTS {0}</source>
        <translation>AANVRAGEN {0}</translation>
    </message>
    <message>
        <source>No order and no request.</source>
        <translation>Geen opdracht en geen aanvraag.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Openen…</translation>
    </message>
    <message>
        <source>Cancel or replace…</source>
        <translation>Annuleren of vervangen…</translation>
    </message>
    <message>
        <source>done {0}</source>
        <translation>uitgevoerd {0}</translation>
    </message>
    <message>
        <source>{0} late</source>
        <translation>{0} te laat</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>tegen {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sinds {0}</translation>
    </message>
    <message>
        <source>says both done and impossible</source>
        <translation>zegt zowel uitgevoerd als onmogelijk</translation>
    </message>
    <message>
        <source>{0}, not acknowledged {1}</source>
        <translation>{0}, ontvangst niet bevestigd {1}</translation>
    </message>
    <message>
        <source>to {0}, drafted by {1}</source>
        <translation>aan {0}, voorbereid door {1}</translation>
    </message>
    <message>
        <source>issued twice, with different words</source>
        <translation>tweemaal gegeven, met andere woorden</translation>
    </message>
    <message>
        <source>{0} asks {1}</source>
        <translation>{0} vraagt {1}</translation>
    </message>
</context>
<context>
    <name>CommandersIntent</name>
    <message>
        <source>Commander&apos;s intent</source>
        <translation>Bedoeling van het commando</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Bedoeling</translation>
    </message>
    <message>
        <source>Aide</source>
        <translation>Adjunct</translation>
    </message>
    <message>
        <source>Aides: {0}</source>
        <translation>Adjuncten: {0}</translation>
    </message>
    <message>
        <source>End as aide</source>
        <translation>Beëindigen als adjunct</translation>
    </message>
    <message>
        <source>Name as aide</source>
        <translation>Aanwijzen als adjunct</translation>
    </message>
    <message>
        <source>State intent</source>
        <translation>Bedoeling geven</translation>
    </message>
</context>
<context>
    <name>Completeness</name>
    <message>
        <source>nothing that was written there is here yet</source>
        <translation>niets van wat daar geschreven is, is al hier</translation>
    </message>
    <message>
        <source>all that was written there is here</source>
        <translation>alles wat daar geschreven is, is hier</translation>
    </message>
    <message>
        <source>complete up to {0}: what was written there since may be missing here</source>
        <translation>volledig tot {0}: wat daar sindsdien geschreven is, kan hier ontbreken</translation>
    </message>
    <message>
        <source>nothing of it here yet</source>
        <translation>nog niets ervan hier</translation>
    </message>
    <message>
        <source>complete up to {0}</source>
        <translation>volledig tot {0}</translation>
    </message>
    <message>
        <source>this seat, the only one of the room</source>
        <translation>deze werkpost, de enige van de zaal</translation>
    </message>
    <message>
        <source>this seat alone, and no other is linked: it has not gone out yet</source>
        <translation>alleen deze werkpost, en geen andere is verbonden: het is nog niet vertrokken</translation>
    </message>
    <message>
        <source>this seat alone as yet: if it is lost now, so is this</source>
        <translation>voorlopig alleen deze werkpost: gaat die nu verloren, dan ook dit</translation>
    </message>
    <message>
        <source>every seat of the room</source>
        <translation>alle werkposten van de zaal</translation>
    </message>
    <message>
        <source>this seat and {0} of {1} others</source>
        <translation>deze werkpost en {0} van de {1} andere</translation>
    </message>
</context>
<context>
    <name>ComposeOrder</name>
    <message>
        <source>New order</source>
        <translation>Nieuwe opdracht</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betreft</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Tegen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Waarom</translation>
    </message>
    <message>
        <source>rationale, kept with the order</source>
        <translation>motief, bewaard bij de opdracht</translation>
    </message>
    <message>
        <source>Replaced because</source>
        <translation>Vervangen omdat</translation>
    </message>
    <message>
        <source>Save as draft</source>
        <translation>Als ontwerp bewaren</translation>
    </message>
    <message>
        <source>Issue order</source>
        <translation>Opdracht geven</translation>
    </message>
    <message>
        <source>No live seat, call by phone: {0}</source>
        <translation>Geen verbonden werkpost, bel: {0}</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Dat is geen tijdstip. Typ 14:50, of +20 voor over 20 minuten.</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>periode {0}</translation>
    </message>
</context>
<context>
    <name>CountCasualtiesForm</name>
    <message>
        <source>Casualties</source>
        <translation>Slachtoffers</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Categorie</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Hoeveel</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Waar</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Bron</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Vastleggen</translation>
    </message>
</context>
<context>
    <name>CountUnitsForm</name>
    <message>
        <source>Units on site</source>
        <translation>Middelen ter plaatse</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>Ter plaatse</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Gevraagd</translation>
    </message>
    <message>
        <source>Noted for them, by</source>
        <translation>Voor hen genoteerd, via</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Vastleggen</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>+ %n more</source>
        <translation>
            <numerusform>+ %n andere</numerusform>
            <numerusform>+ %n andere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n kritiek</numerusform>
            <numerusform>%n kritiek</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n late</source>
        <translation>
            <numerusform>%n te laat</numerusform>
            <numerusform>%n te laat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n te bekijken</numerusform>
            <numerusform>%n te bekijken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n present</source>
        <translation>
            <numerusform>%n aanwezig</numerusform>
            <numerusform>%n aanwezig</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>Name of the room</source>
        <translation>Naam van de zaal</translation>
    </message>
    <message>
        <source>an exercise room, for good</source>
        <translation>een oefenzaal, voorgoed</translation>
    </message>
    <message>
        <source>Label of this seat</source>
        <translation>Naam van deze werkpost</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Your name or function</source>
        <translation>Uw naam of functie</translation>
    </message>
    <message>
        <source>Your passphrase: keep it</source>
        <translation>Uw wachtzin: bewaar ze</translation>
    </message>
    <message>
        <source>Room key, to put away</source>
        <translation>Zaalsleutel, op te bergen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Oprichten</translation>
    </message>
</context>
<context>
    <name>Decide</name>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Threat: area</source>
        <translation>Dreiging: gebied</translation>
    </message>
    <message>
        <source>Threat: level</source>
        <translation>Dreiging: niveau</translation>
    </message>
    <message>
        <source>By decision of</source>
        <translation>Bij beslissing van</translation>
    </message>
    <message>
        <source>the authority, by function</source>
        <translation>de overheid, met haar functie</translation>
    </message>
    <message>
        <source>Record threat level</source>
        <translation>Dreigingsniveau noteren</translation>
    </message>
    <message>
        <source>Record phase</source>
        <translation>Fase noteren</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>LOG OF THE INCIDENT {0}</source>
        <translation>LOGBOEK VAN HET INCIDENT {0}</translation>
    </message>
    <message>
        <source>LOG OF THE OPERATION {0}</source>
        <translation>LOGBOEK VAN DE OPERATIE {0}</translation>
    </message>
    <message>
        <source>Incidents {0}</source>
        <translation>Incidenten {0}</translation>
    </message>
    <message>
        <source>as of {0}</source>
        <translation>stand van {0}</translation>
    </message>
    <message>
        <source>Log of the operation</source>
        <translation>Logboek van de operatie</translation>
    </message>
    <message>
        <source>Log of the room</source>
        <translation>Logboek van de zaal</translation>
    </message>
    <message>
        <source>Needs you {0}</source>
        <translation>Wacht op u {0}</translation>
    </message>
    <message>
        <source>Agencies {0}</source>
        <translation>Diensten {0}</translation>
    </message>
    <message>
        <source>Orders {0}</source>
        <translation>Opdrachten {0}</translation>
    </message>
    <message>
        <source>Log {0}</source>
        <translation>Logboek {0}</translation>
    </message>
    <message>
        <source>LOG OF THE ROOM {0}</source>
        <translation>LOGBOEK VAN DE ZAAL {0}</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Open the desk</source>
        <translation>De desk openen</translation>
    </message>
    <message>
        <source>This seat has its place. Whoever read the code must see the same words:

{0}</source>
        <translation>Deze werkpost heeft haar plaats. Wie de code las, moet dezelfde woorden zien:

{0}</translation>
    </message>
    <message>
        <source>The room is made.</source>
        <translation>De zaal is opgericht.</translation>
    </message>
    <message>
        <source>{0} signs in with:
{1}</source>
        <translation>{0} meldt zich aan met:
{1}</translation>
    </message>
    <message>
        <source>The room key is in {0}.
Move it to a medium that lies in a safe.</source>
        <translation>De zaalsleutel staat in {0}.
Verplaats hem naar een drager die in een kluis ligt.</translation>
    </message>
    <message>
        <source>Whoever has the key and this passphrase can do anything in the room.</source>
        <translation>Wie de sleutel en deze wachtzin heeft, kan alles in de zaal.</translation>
    </message>
</context>
<context>
    <name>EndIncident</name>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>Other incident</source>
        <translation>Ander incident</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Koppelen</translation>
    </message>
    <message>
        <source>Merge into it</source>
        <translation>Daarmee samenvoegen</translation>
    </message>
    <message>
        <source>Close incident</source>
        <translation>Incident afsluiten</translation>
    </message>
    <message>
        <source>Reopen incident</source>
        <translation>Incident heropenen</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Ontkoppelen</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Toch afsluiten</translation>
    </message>
    <message>
        <source>Choose the other incident.</source>
        <translation>Kies het andere incident.</translation>
    </message>
</context>
<context>
    <name>EndOperation</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>Record title</source>
        <translation>Titel noteren</translation>
    </message>
    <message>
        <source>It is now: {0}</source>
        <translation>Het is nu: {0}</translation>
    </message>
    <message>
        <source>Close operation</source>
        <translation>Operatie afsluiten</translation>
    </message>
    <message>
        <source>Reopen operation</source>
        <translation>Operatie heropenen</translation>
    </message>
    <message>
        <source>Still open: incidents {0}, orders {1}, requests {2}</source>
        <translation>Nog open: incidenten {0}, opdrachten {1}, aanvragen {2}</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Toch afsluiten</translation>
    </message>
</context>
<context>
    <name>EndOrder</name>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behouden</translation>
    </message>
    <message>
        <source>Replace it…</source>
        <translation>Vervangen…</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>De opdracht annuleren</translation>
    </message>
</context>
<context>
    <name>EntryLine</name>
    <message>
        <source>What happened?   14:05 · #incident · @source · !key fact</source>
        <translation>Wat is er gebeurd?   14:05 · #incident · @bron · !sleutelfeit</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Wat is er gebeurd?</translation>
    </message>
    <message>
        <source>Entry line</source>
        <translation>Invoerregel</translation>
    </message>
    <message>
        <source>key fact</source>
        <translation>sleutelfeit</translation>
    </message>
    <message>
        <source>Why is the line withdrawn?</source>
        <translation>Waarom wordt de regel ingetrokken?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Waarom?</translation>
    </message>
    <message>
        <source>correcting {0}</source>
        <translation>rechtzetting van {0}</translation>
    </message>
    <message>
        <source>why withdraw {0}?</source>
        <translation>waarom {0} intrekken?</translation>
    </message>
    <message>
        <source>operation log</source>
        <translation>operatie</translation>
    </message>
    <message>
        <source>room log</source>
        <translation>zaal</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Casualties</source>
        <translation>Slachtoffers</translation>
    </message>
    <message>
        <source>1 more source</source>
        <translation>1 andere bron</translation>
    </message>
    <message>
        <source>{0} more sources</source>
        <translation>{0} andere bronnen</translation>
    </message>
    <message>
        <source>Units on site</source>
        <translation>Middelen ter plaatse</translation>
    </message>
    <message>
        <source> · {0} asked</source>
        <translation> · {0} gevraagd</translation>
    </message>
</context>
<context>
    <name>FindLine</name>
    <message>
        <source>Find in this log: any words</source>
        <translation>Zoeken in dit logboek: om het even welke woorden</translation>
    </message>
    <message>
        <source>Find in this log</source>
        <translation>Zoeken in dit logboek</translation>
    </message>
    <message>
        <source>Esc  whole log</source>
        <translation>Esc  heel het logboek</translation>
    </message>
    <message>
        <source>looking… {0}</source>
        <translation>zoekt… {0}</translation>
    </message>
    <message>
        <source>{0} and more</source>
        <translation>{0} en meer</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gevonden</numerusform>
            <numerusform>%n gevonden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>This workstation is in no room yet.</source>
        <translation>Deze werkpost hoort nog bij geen zaal.</translation>
    </message>
    <message>
        <source>Keys are being made</source>
        <translation>De sleutels worden gemaakt</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Deelnemen aan een zaal</translation>
    </message>
    <message>
        <source>with the invitation that an administrator gave you</source>
        <translation>met de uitnodiging van een beheerder</translation>
    </message>
    <message>
        <source>Create a room</source>
        <translation>Een zaal oprichten</translation>
    </message>
    <message>
        <source>you become its first administrator</source>
        <translation>u wordt er de eerste beheerder van</translation>
    </message>
    <message>
        <source>a demo room with three seats on this machine; nothing leaves it</source>
        <translation>een demozaal met drie werkposten op deze machine; niets verlaat ze</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Proberen</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>What you typed is not recorded. Leave once more to give it up.</source>
        <translation>Wat u typte, is niet genoteerd. Verlaat nog eens om het op te geven.</translation>
    </message>
</context>
<context>
    <name>HandleRequest</name>
    <message>
        <source>Request {0}</source>
        <translation>Aanvraag {0}</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Hoeveel</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Tegen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>needed where refused</source>
        <translation>nodig bij weigering</translation>
    </message>
    <message>
        <source>Noted for them, by</source>
        <translation>Voor hen genoteerd, via</translation>
    </message>
    <message>
        <source>Who said so</source>
        <translation>Wie zei dat</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Intrekken</translation>
    </message>
    <message>
        <source>Make it an order…</source>
        <translation>Er een opdracht van maken…</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Weigeren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Uitgevoerd</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>Toestaan</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Opnemen</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Single command</source>
        <translation>Eenhoofdig commando</translation>
    </message>
    <message>
        <source>Take command back</source>
        <translation>Het commando hernemen</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Houder</translation>
    </message>
    <message>
        <source>Open orders: {0}</source>
        <translation>Open opdrachten: {0}</translation>
    </message>
    <message>
        <source>Settled once one person alone claims it.</source>
        <translation>Beslecht zodra nog maar één persoon er aanspraak op maakt.</translation>
    </message>
    <message>
        <source>By decision of</source>
        <translation>Bij beslissing van</translation>
    </message>
    <message>
        <source>the authority, by function</source>
        <translation>de overheid, met haar functie</translation>
    </message>
    <message>
        <source>Record the grant</source>
        <translation>De toekenning vastleggen</translation>
    </message>
    <message>
        <source>where you decline or lay command down</source>
        <translation>als u afwijst of het commando neerlegt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>where you decline</source>
        <translation>als u afwijst</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Afwijzen</translation>
    </message>
    <message>
        <source>Accept command</source>
        <translation>Het commando aanvaarden</translation>
    </message>
    <message>
        <source>Hand over to</source>
        <translation>Overdragen aan</translation>
    </message>
    <message>
        <source>End this command</source>
        <translation>Dit commando beëindigen</translation>
    </message>
    <message>
        <source>where you lay command down</source>
        <translation>als u het commando neerlegt</translation>
    </message>
    <message>
        <source>Lay down</source>
        <translation>Neerleggen</translation>
    </message>
    <message>
        <source>Offer command</source>
        <translation>Het commando aanbieden</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>periode {0}</translation>
    </message>
    <message>
        <source>offered to {0}</source>
        <translation>aangeboden aan {0}</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Operation</source>
        <translation>Operatie</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>Dreiging</translation>
    </message>
    <message>
        <source>Single command</source>
        <translation>Eenhoofdig commando</translation>
    </message>
    <message>
        <source>Next on the agenda</source>
        <translation>Volgende stap</translation>
    </message>
    <message>
        <source>none open</source>
        <translation>geen open</translation>
    </message>
    <message>
        <source>CONTESTED</source>
        <translation>BETWIST</translation>
    </message>
    <message>
        <source>NOBODY IN COMMAND</source>
        <translation>NIEMAND VOERT COMMANDO</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>niemand aangemeld</translation>
    </message>
    <message>
        <source>Seat {0:02d}</source>
        <translation>Werkpost {0:02d}</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} over {1}</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>log</source>
        <translation>noteren</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>alles</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>History</source>
        <translation>Historiek</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>vanaf {0}</translation>
    </message>
    <message>
        <source>noted for {0} {1}</source>
        <translation>genoteerd voor {0} {1}</translation>
    </message>
    <message>
        <source>without effect</source>
        <translation>zonder gevolg</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>geldt</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>vervangen</translation>
    </message>
</context>
<context>
    <name>Holder</name>
    <message>
        <source>SINGLE COMMAND</source>
        <translation>EENHOOFDIG COMMANDO</translation>
    </message>
    <message>
        <source>Intent…</source>
        <translation>Bedoeling…</translation>
    </message>
    <message>
        <source>NOBODY IN COMMAND</source>
        <translation>NIEMAND VOERT COMMANDO</translation>
    </message>
    <message>
        <source>CONTESTED</source>
        <translation>BETWIST</translation>
    </message>
    <message>
        <source>epoch {0} · since {1}</source>
        <translation>periode {0} · sinds {1}</translation>
    </message>
    <message>
        <source>declined by {0}</source>
        <translation>afgewezen door {0}</translation>
    </message>
    <message>
        <source>offered to {0}, {1}</source>
        <translation>aangeboden aan {0}, {1}</translation>
    </message>
    <message>
        <source>aides: {0}</source>
        <translation>adjuncten: {0}</translation>
    </message>
    <message>
        <source>none stated</source>
        <translation>geen gegeven</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Bedoeling</translation>
    </message>
    <message>
        <source>Grant…</source>
        <translation>Toekennen…</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>Aanvaarden…</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>Beëindigen…</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Hernemen…</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Overdragen…</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>Beslechten…</translation>
    </message>
</context>
<context>
    <name>IncidentPane</name>
    <message>
        <source>Facts</source>
        <translation>Gegevens</translation>
    </message>
    <message>
        <source>No incident is chosen: this is the log of the whole operation.</source>
        <translation>Geen incident gekozen: dit is het logboek van de hele operatie.</translation>
    </message>
    <message>
        <source>This is the room&apos;s own log: what belongs to no operation.</source>
        <translation>Dit is het logboek van de zaal: wat bij geen operatie hoort.</translation>
    </message>
    <message>
        <source>First incident</source>
        <translation>Eerste incident</translation>
    </message>
    <message>
        <source>No operation</source>
        <translation>Geen operatie</translation>
    </message>
    <message>
        <source>opened {0} by {1}</source>
        <translation>geopend {0} door {1}</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Afsluiten…</translation>
    </message>
    <message>
        <source>Reopen…</source>
        <translation>Heropenen…</translation>
    </message>
    <message>
        <source>That is no whole number of metres.</source>
        <translation>Dat is geen geheel aantal meter.</translation>
    </message>
</context>
<context>
    <name>IncidentsPane</name>
    <message>
        <source>Incidents</source>
        <translation>Incidenten</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>INCIDENTS {0}</source>
        <translation>INCIDENTEN {0}</translation>
    </message>
    <message>
        <source>AGENDA {0}</source>
        <translation>AGENDA {0}</translation>
    </message>
    <message>
        <source>CLOSED {0}</source>
        <translation>GESLOTEN {0}</translation>
    </message>
    <message>
        <source>CRITICAL {0}</source>
        <translation>KRITIEK {0}</translation>
    </message>
    <message>
        <source>OPEN {0}</source>
        <translation>OPEN {0}</translation>
    </message>
    <message>
        <source>QUIET {0}</source>
        <translation>RUSTIG {0}</translation>
    </message>
    <message>
        <source>No operation is open.</source>
        <translation>Er is geen operatie geopend.</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Er is geen incident geopend.</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Nieuwe operatie</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Nieuw incident</translation>
    </message>
    <message>
        <source>upd {0}</source>
        <translation>bijgew. {0}</translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} nieuw</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 conflict</translation>
    </message>
    <message>
        <source>{0} conflicts</source>
        <translation>{0} conflicten</translation>
    </message>
    <message>
        <source>1 order</source>
        <translation>1 opdracht</translation>
    </message>
    <message>
        <source>{0} orders</source>
        <translation>{0} opdrachten</translation>
    </message>
</context>
<context>
    <name>InviteSeat</name>
    <message>
        <source>Code or file let one workstation into the room: guard them.</source>
        <translation>Code of bestand laat één werkpost in de zaal toe: bewaar het goed.</translation>
    </message>
    <message>
        <source>Invite a seat</source>
        <translation>Een werkpost uitnodigen</translation>
    </message>
    <message>
        <source>Label of the seat</source>
        <translation>Naam van de werkpost</translation>
    </message>
    <message>
        <source>what stands on the desk</source>
        <translation>wat op de tafel staat</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>a code that is read aloud</source>
        <translation>een code die voorgelezen wordt</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>een bestand</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Via</translation>
    </message>
    <message>
        <source> days</source>
        <translation> dagen</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Geldig</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Uitnodigen</translation>
    </message>
    <message>
        <source>good until {0}, once</source>
        <translation>geldig tot {0}, één keer</translation>
    </message>
    <message>
        <source>Read out the code, and one of the addresses:</source>
        <translation>Lees de code en een van de adressen voor:</translation>
    </message>
    <message>
        <source>The new seat has it. Its screen must show the same words:
{0}</source>
        <translation>De nieuwe werkpost heeft hem. Haar scherm moet dezelfde woorden tonen:
{0}</translation>
    </message>
    <message>
        <source>The invitation is in {0}. Take it to the new workstation: there, Join a room.</source>
        <translation>De uitnodiging staat in {0}. Breng ze naar de nieuwe werkpost: daar, Deelnemen aan een zaal.</translation>
    </message>
</context>
<context>
    <name>JoinPage</name>
    <message>
        <source>Invitation file</source>
        <translation>Uitnodigingsbestand</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Code that is read to you</source>
        <translation>Code die u voorgelezen wordt</translation>
    </message>
    <message>
        <source>Address read with it</source>
        <translation>Adres dat erbij hoort</translation>
    </message>
    <message>
        <source>Or an invitation file</source>
        <translation>Of een uitnodigingsbestand</translation>
    </message>
    <message>
        <source>with a file: only where the network hides the others</source>
        <translation>met een bestand: alleen als het netwerk de andere verbergt</translation>
    </message>
    <message>
        <source>with a file: seldom needed</source>
        <translation>met een bestand: zelden nodig</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Kiezen…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Deelnemen</translation>
    </message>
</context>
<context>
    <name>JustLogged</name>
    <message>
        <source>Correct</source>
        <translation>Rechtzetten</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Intrekken</translation>
    </message>
</context>
<context>
    <name>LineActs</name>
    <message>
        <source>Open…</source>
        <translation>Openen…</translation>
    </message>
</context>
<context>
    <name>LineForm</name>
    <message>
        <source>Log line</source>
        <translation>Logboekregel</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>needed to withdraw it</source>
        <translation>nodig om in te trekken</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>wordt gevraagd…</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>In bezit van</translation>
    </message>
    <message>
        <source>Let it count again…</source>
        <translation>Opnieuw laten meetellen…</translation>
    </message>
    <message>
        <source>Incident…</source>
        <translation>Incident…</translation>
    </message>
    <message>
        <source>Request…</source>
        <translation>Aanvraag…</translation>
    </message>
    <message>
        <source>Order…</source>
        <translation>Opdracht…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Intrekken</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Rechtzetten</translation>
    </message>
</context>
<context>
    <name>LogPane</name>
    <message>
        <source>Log</source>
        <translation>Logboek</translation>
    </message>
    <message>
        <source>Nothing is logged yet. Type below and press Enter.</source>
        <translation>Er is nog niets genoteerd. Typ hieronder en druk op Enter.</translation>
    </message>
    <message>
        <source>Entry line</source>
        <translation>Invoerregel</translation>
    </message>
    <message>
        <source>No line of this log holds these words.</source>
        <translation>Geen regel van dit logboek bevat deze woorden.</translation>
    </message>
    <message numerus="yes">
        <source>%n new since {0}</source>
        <translation>
            <numerusform>%n nieuw sinds {0}</numerusform>
            <numerusform>%n nieuw sinds {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} nieuw</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>COMMANDO</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>rechtgezet</translation>
    </message>
    <message>
        <source>withdrawn: {0}</source>
        <translation>ingetrokken: {0}</translation>
    </message>
    <message>
        <source>reached {0}/{1}</source>
        <translation>aangekomen {0}/{1}</translation>
    </message>
    <message>
        <source>its clock was {0} s ahead</source>
        <translation>haar klok liep {0} s voor</translation>
    </message>
    <message>
        <source>logged {0}</source>
        <translation>genoteerd {0}</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>{0} van {1} uitgevoerd</translation>
    </message>
    <message>
        <source>New, in the order they came</source>
        <translation>Nieuw, in volgorde van binnenkomst</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Acts</source>
        <translation>Handelingen</translation>
    </message>
    <message>
        <source>Line of the log</source>
        <translation>Regel van het logboek</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commando</translation>
    </message>
    <message>
        <source>Moving about</source>
        <translation>Zich verplaatsen</translation>
    </message>
    <message>
        <source>Room and desk</source>
        <translation>Zaal en werkplek</translation>
    </message>
    <message>
        <source>View and language</source>
        <translation>Weergave en taal</translation>
    </message>
</context>
<context>
    <name>NeedsPane</name>
    <message>
        <source>{0} late</source>
        <translation>{0} te laat</translation>
    </message>
    <message>
        <source>Acknowledge order {0}</source>
        <translation>Ontvangst van opdracht {0} bevestigen</translation>
    </message>
    <message>
        <source>Answer order {0}</source>
        <translation>Op opdracht {0} antwoorden</translation>
    </message>
    <message>
        <source>Request {0} from {1}</source>
        <translation>Aanvraag {0} van {1}</translation>
    </message>
    <message>
        <source>{0} offers you command</source>
        <translation>{0} biedt u het commando aan</translation>
    </message>
    <message>
        <source>Settle {0} of {1}</source>
        <translation>{0} van {1} beslechten</translation>
    </message>
    <message>
        <source>Order drafted by {0}</source>
        <translation>Opdracht voorbereid door {0}</translation>
    </message>
    <message>
        <source>After the closing of {0}: {1}</source>
        <translation>Na de afsluiting van {0}: {1}</translation>
    </message>
    <message>
        <source>Choose your own passphrase</source>
        <translation>Kies uw eigen wachtzin</translation>
    </message>
    <message>
        <source>{0} declines command</source>
        <translation>{0} wijst het commando af</translation>
    </message>
    <message>
        <source>{0}: request {1} refused</source>
        <translation>{0}: aanvraag {1} geweigerd</translation>
    </message>
    <message>
        <source>{0}: order {1} {2}</source>
        <translation>{0}: opdracht {1} {2}</translation>
    </message>
    <message>
        <source>{0} does not answer the offer</source>
        <translation>{0} antwoordt niet op het aanbod</translation>
    </message>
    <message>
        <source>{0}: request {1} is late</source>
        <translation>{0}: aanvraag {1} te laat</translation>
    </message>
    <message>
        <source>{0}: order {1} not acknowledged</source>
        <translation>{0}: opdracht {1}, ontvangst niet bevestigd</translation>
    </message>
    <message>
        <source>{0}: order {1} is late</source>
        <translation>{0}: opdracht {1} te laat</translation>
    </message>
    <message>
        <source>somebody else chose the one that you have</source>
        <translation>de uwe is door iemand anders gekozen</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>om {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sinds {0}</translation>
    </message>
    <message>
        <source>waiting {0}</source>
        <translation>wacht {0}</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Hernemen…</translation>
    </message>
    <message>
        <source>Receive…</source>
        <translation>Ontvangen…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antwoorden…</translation>
    </message>
    <message>
        <source>Take…</source>
        <translation>Opnemen…</translation>
    </message>
    <message>
        <source>Accept…</source>
        <translation>Aanvaarden…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergelijken…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Uitgevoerd</translation>
    </message>
    <message>
        <source>Issue…</source>
        <translation>Geven…</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Beslissen…</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Noteren…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Wijzigen…</translation>
    </message>
    <message>
        <source>Look…</source>
        <translation>Bekijken…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Openen…</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Wacht op u</translation>
    </message>
    <message>
        <source>NEEDS YOU {0}</source>
        <translation>WACHT OP U {0}</translation>
    </message>
    <message>
        <source>NEEDS YOU</source>
        <translation>WACHT OP U</translation>
    </message>
    <message>
        <source>Nobody is signed in here.</source>
        <translation>Niemand is hier aangemeld.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Locked: unlock to see what waits for you.</source>
        <translation>Vergrendeld: ontgrendel om te zien wat op u wacht.</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Niets wacht op u.</translation>
    </message>
    <message>
        <source>Plan a step</source>
        <translation>Een stap plannen</translation>
    </message>
</context>
<context>
    <name>NewIncident</name>
    <message>
        <source>New incident</source>
        <translation>Nieuw incident</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Ernst</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Plaats</translation>
    </message>
    <message>
        <source>name, address, or latitude, longitude</source>
        <translation>naam, adres, of breedte, lengte</translation>
    </message>
    <message>
        <source>Disciplines</source>
        <translation>Disciplines</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Incident openen</translation>
    </message>
</context>
<context>
    <name>NewOperation</name>
    <message>
        <source>New operation</source>
        <translation>Nieuwe operatie</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Plaats</translation>
    </message>
    <message>
        <source>Open operation</source>
        <translation>Operatie openen</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>Reeds geopend</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Ernaartoe</translation>
    </message>
</context>
<context>
    <name>NewPerson</name>
    <message>
        <source>They choose a passphrase of their own when they first sign in.</source>
        <translation>Bij de eerste aanmelding kiest deze persoon een eigen wachtzin.</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Nieuwe persoon</translation>
    </message>
    <message>
        <source>Name or function</source>
        <translation>Naam of functie</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>One-time passphrase</source>
        <translation>Eenmalige wachtzin</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
    <message>
        <source>{0} signs in with:
{1}
Hand it over by word of mouth, or on paper to be torn up.</source>
        <translation>{0} meldt zich aan met:
{1}
Geef ze mondeling door, of op een papier dat verscheurd wordt.</translation>
    </message>
</context>
<context>
    <name>NewRequest</name>
    <message>
        <source>New request</source>
        <translation>Nieuwe aanvraag</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Hoeveel</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Tegen</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Vragen</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Dat is geen tijdstip. Typ 14:50, of +20 voor over 20 minuten.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The seat runs another version of Belfry: close this window and open it again.</source>
        <translation>De werkpost draait een andere versie van Belfry: sluit dit venster en open het opnieuw.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>The seat is gone. This is its last picture, of {0}. What you type here is kept.</source>
        <translation>De werkpost antwoordt niet meer. Dit is zijn laatste beeld, van {0}. Wat u hier typt, blijft bewaard.</translation>
    </message>
    <message>
        <source>Start the seat</source>
        <translation>Post starten</translation>
    </message>
    <message>
        <source>{0}: nothing more is recorded here. What you type is kept.</source>
        <translation>{0}: hier wordt niets meer vastgelegd. Wat u typt, blijft bewaard.</translation>
    </message>
    <message>
        <source>Make room on this machine.</source>
        <translation>Maak plaats op deze machine.</translation>
    </message>
    <message>
        <source>This operation is closed: {0}</source>
        <translation>Deze operatie is afgesloten: {0}</translation>
    </message>
    <message>
        <source>The seat does not answer for now. This is its last picture, of {0}. What you type here is kept.</source>
        <translation>De werkpost reageert op dit moment niet. Dit is zijn laatste beeld, van {0}. Wat u hier typt, blijft bewaard.</translation>
    </message>
    <message>
        <source>Operations…</source>
        <translation>Operaties…</translation>
    </message>
    <message>
        <source>Nobody is in command of this operation.</source>
        <translation>Niemand voert het commando over deze operatie.</translation>
    </message>
    <message>
        <source>Grant…</source>
        <translation>Toekennen…</translation>
    </message>
    <message>
        <source>Command is contested: {0}. Orders of both stand until it is settled.</source>
        <translation>Commando betwist: {0}. De opdrachten van beiden gelden tot dit geregeld is.</translation>
    </message>
    <message>
        <source>Show orders</source>
        <translation>Opdrachten tonen</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>Beslechten…</translation>
    </message>
    <message>
        <source>{0} may no longer hold single command: an administrator can end it.</source>
        <translation>{0} mag het eenhoofdig commando niet meer voeren: een beheerder kan het beëindigen.</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>Beëindigen…</translation>
    </message>
    <message>
        <source>{0}, in single command, is cut off: no link with {1} for {2}.</source>
        <translation>{0}, die het eenhoofdige commando voert, is afgesneden: al {2} geen verbinding met {1}.</translation>
    </message>
    <message>
        <source>Command is offered to {0} since {1}: nobody gives orders until it is taken.</source>
        <translation>Het commando is sinds {1} aangeboden aan {0}: niemand geeft opdrachten tot het wordt opgenomen.</translation>
    </message>
    <message>
        <source>{0} declined command, offered since {1}: nobody gives orders.</source>
        <translation>{0} wees het commando af, aangeboden sinds {1}: niemand geeft opdrachten.</translation>
    </message>
    <message>
        <source>Stop the seat…</source>
        <translation>Werkpost stoppen…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>Not in step since {0}: what other seats wrote may be missing here.</source>
        <translation>Niet in de pas sinds {0}: wat andere werkposten schreven, kan hier ontbreken.</translation>
    </message>
    <message>
        <source>{0} is not complete: some of it needs a newer version, or has not come.</source>
        <translation>{0} is niet volledig: er zijn inschrijvingen die een nieuwere versie vragen of niet aangekomen zijn.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
    </message>
    <message>
        <source>Seats…</source>
        <translation>Werkposten…</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>nog {0}</translation>
    </message>
</context>
<context>
    <name>OwnPassphrase</name>
    <message>
        <source>My passphrase</source>
        <translation>Mijn wachtzin</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nieuwe wachtzin</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Nog eens</translation>
    </message>
    <message>
        <source>five words, or at least 14 characters</source>
        <translation>vijf woorden, of minstens 14 tekens</translation>
    </message>
    <message>
        <source>Suggest five words</source>
        <translation>Vijf woorden voorstellen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Wijzigen</translation>
    </message>
    <message>
        <source>Somebody else chose the passphrase that you signed in with. Choose one that only you know.</source>
        <translation>De wachtzin waarmee u zich aanmeldde, koos iemand anders. Kies er een die alleen u kent.</translation>
    </message>
    <message>
        <source>The two new passphrases differ.</source>
        <translation>De twee nieuwe wachtzinnen verschillen.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Anything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>A command, an incident, words of the log</source>
        <translation>Een opdracht, een incident, woorden uit het logboek</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gevonden</translation>
    </message>
    <message>
        <source>looking in the log…</source>
        <translation>zoekt in het logboek…</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Er is niets gevonden.</translation>
    </message>
    <message>
        <source>go to</source>
        <translation>ga naar</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>operatie</translation>
    </message>
    <message>
        <source>agency</source>
        <translation>dienst</translation>
    </message>
    <message>
        <source>log</source>
        <translation>logboek</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Aangemeld</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nergens</translation>
    </message>
    <message>
        <source>revoked: what they did until then stands, and the log says why</source>
        <translation>ingetrokken: wat tot dan gedaan werd blijft gelden, en het logboek zegt waarom</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>New one-time passphrase</source>
        <translation>Nieuwe eenmalige wachtzin</translation>
    </message>
    <message>
        <source>Reason to revoke</source>
        <translation>Reden van intrekking</translation>
    </message>
    <message>
        <source>Revoking signs them out everywhere, at once and for good. What they did until then stands.</source>
        <translation>Intrekken meldt deze persoon overal meteen en voorgoed af. Wat tot dan gedaan is, blijft gelden.</translation>
    </message>
    <message>
        <source>Replace passphrase</source>
        <translation>Wachtzin vervangen</translation>
    </message>
    <message>
        <source>Change roles</source>
        <translation>Rollen wijzigen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Intrekken</translation>
    </message>
    <message>
        <source>{0} signs in with:
{1}</source>
        <translation>{0} meldt zich aan met:
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
        <translation>Titel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwoordelijke</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plannen</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Dat is geen tijdstip. Typ 14:50, of +20 voor over 20 minuten.</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Naar</translation>
    </message>
    <message>
        <source>a PDF file</source>
        <translation>een PDF-bestand</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Voortgang</translation>
    </message>
    <message>
        <source>This machine knows no printer: print to a file, and print that elsewhere.</source>
        <translation>Dit toestel kent geen printer: druk af naar een bestand, en dat elders.</translation>
    </message>
    <message>
        <source>situation sheet</source>
        <translation>situatieblad</translation>
    </message>
    <message>
        <source>only the lines of the log with: {0}</source>
        <translation>alleen de regels van het logboek met: {0}</translation>
    </message>
    <message>
        <source>Log of {0} {1}</source>
        <translation>Logboek van {0} {1}</translation>
    </message>
    <message>
        <source>Log of {0}</source>
        <translation>Logboek van {0}</translation>
    </message>
    <message>
        <source>Log of the room</source>
        <translation>Logboek van de zaal</translation>
    </message>
    <message>
        <source>The printer {0} has it.</source>
        <translation>De printer {0} heeft het.</translation>
    </message>
    <message>
        <source>It is in {0}</source>
        <translation>Het staat in {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Situation · {0}</source>
        <translation>Situatie · {0}</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Order {0}</source>
        <translation>Opdracht {0}</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betreft</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Tegen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Waarom</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>voor {0}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>needed where refused or impossible</source>
        <translation>nodig bij geweigerd of onmogelijk</translation>
    </message>
    <message>
        <source>waiting {0}</source>
        <translation>wacht {0}</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Weigeren…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antwoorden…</translation>
    </message>
    <message>
        <source>On behalf of…</source>
        <translation>In naam van…</translation>
    </message>
    <message>
        <source>Send answer</source>
        <translation>Antwoord versturen</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Ontvangst bevestigen</translation>
    </message>
    <message>
        <source>epoch {0}</source>
        <translation>periode {0}</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>Namens</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Hoe</translation>
    </message>
    <message>
        <source>Who said so</source>
        <translation>Wie zei dat</translation>
    </message>
</context>
<context>
    <name>ReleaseLine</name>
    <message>
        <source>Let it count again</source>
        <translation>Opnieuw laten meetellen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>Geschreven door</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reden</translation>
    </message>
    <message>
        <source>Let it count</source>
        <translation>Laten meetellen</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>revoked</source>
        <translation>ingetrokken</translation>
    </message>
    <message>
        <source>signed in at seat {0}</source>
        <translation>aangemeld op werkpost {0}</translation>
    </message>
    <message>
        <source>key not here yet</source>
        <translation>sleutel nog niet hier</translation>
    </message>
    <message>
        <source>one-time passphrase</source>
        <translation>eenmalige wachtzin</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>niemand aangemeld</translation>
    </message>
    <message>
        <source>no link {0}</source>
        <translation>geen verbinding {0}</translation>
    </message>
    <message>
        <source>in step</source>
        <translation>gelijk</translation>
    </message>
    <message>
        <source>not in step</source>
        <translation>niet gelijk</translation>
    </message>
    <message>
        <source>linked since {0}</source>
        <translation>verbonden sinds {0}</translation>
    </message>
    <message>
        <source>last heard {0}</source>
        <translation>laatst gehoord {0}</translation>
    </message>
    <message>
        <source>clock {0} s ahead</source>
        <translation>klok {0} s voor</translation>
    </message>
    <message>
        <source>clock {0} s behind</source>
        <translation>klok {0} s achter</translation>
    </message>
    <message>
        <source>This seat refused</source>
        <translation>Deze werkpost weigerde</translation>
    </message>
    <message>
        <source>This seat was refused</source>
        <translation>Deze werkpost werd geweigerd</translation>
    </message>
    <message>
        <source>No link came about</source>
        <translation>Er kwam geen link tot stand</translation>
    </message>
</context>
<context>
    <name>RoomWindow</name>
    <message>
        <source>Room</source>
        <translation>Zaal</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Nieuwe persoon…</translation>
    </message>
    <message>
        <source>Invite a seat…</source>
        <translation>Werkpost uitnodigen…</translation>
    </message>
    <message>
        <source>My passphrase…</source>
        <translation>Mijn wachtzin…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>exercise room, for good</source>
        <translation>oefenzaal, voorgoed</translation>
    </message>
    <message>
        <source>real room</source>
        <translation>echte zaal</translation>
    </message>
    <message>
        <source>here: {0}</source>
        <translation>hier: {0}</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Werkposten</translation>
    </message>
    <message>
        <source>Refused lately</source>
        <translation>Onlangs geweigerd</translation>
    </message>
    <message>
        <source>Nobody was refused since this seat started.</source>
        <translation>Sinds deze werkpost gestart is, werd niemand geweigerd.</translation>
    </message>
</context>
<context>
    <name>ScreenForm</name>
    <message>
        <source>How this screen is read</source>
        <translation>Hoe dit scherm gelezen wordt</translation>
    </message>
    <message>
        <source>measured here</source>
        <translation>hier gemeten</translation>
    </message>
    <message>
        <source>as the screen says</source>
        <translation>volgens het scherm</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Scherm</translation>
    </message>
    <message>
        <source>Diagonal in inches</source>
        <translation>Diagonaal in duim</translation>
    </message>
    <message>
        <source>Distance in cm</source>
        <translation>Afstand in cm</translation>
    </message>
    <message>
        <source>Panels across</source>
        <translation>Panelen naast elkaar</translation>
    </message>
    <message>
        <source>Panels down</source>
        <translation>Panelen boven elkaar</translation>
    </message>
    <message>
        <source>Text of {0} pixels; a capital covers {1} arcmin</source>
        <translation>Tekst van {0} pixels; een hoofdletter beslaat {1} boogminuten</translation>
    </message>
    <message>
        <source>As the screen says</source>
        <translation>Volgens het scherm</translation>
    </message>
    <message>
        <source>Take these</source>
        <translation>Overnemen</translation>
    </message>
    <message>
        <source>Give a diagonal of {0} to {1} inches and a distance of {2} to {3} cm.</source>
        <translation>Geef een diagonaal van {0} tot {1} duim en een afstand van {2} tot {3} cm.</translation>
    </message>
</context>
<context>
    <name>SeatCard</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>niemand aangemeld</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbinding</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Laatst gehoord</translation>
    </message>
    <message>
        <source>What it wrote</source>
        <translation>Wat er geschreven is</translation>
    </message>
    <message>
        <source>Its clock</source>
        <translation>Klok</translation>
    </message>
    <message>
        <source>known only while it is linked</source>
        <translation>alleen bekend zolang deze verbonden is</translation>
    </message>
    <message>
        <source>agrees with this one</source>
        <translation>komt overeen met deze</translation>
    </message>
    <message>
        <source>Reason to revoke</source>
        <translation>Reden van intrekking</translation>
    </message>
    <message>
        <source>The room hears it no more, at once and for good: it comes back only with a new invitation. What it wrote until then stands; what it writes later waits for an administrator.</source>
        <translation>De zaal hoort deze werkpost meteen en voorgoed niet meer: terugkeren kan alleen met een nieuwe uitnodiging. Wat tot dan geschreven is, blijft gelden; wat later geschreven wordt, wacht op een beheerder.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Intrekken</translation>
    </message>
</context>
<context>
    <name>SeatName</name>
    <message>
        <source>Seat {0:02d}</source>
        <translation>Werkpost {0:02d}</translation>
    </message>
</context>
<context>
    <name>Settle</name>
    <message>
        <source>{0} of {1} was set twice</source>
        <translation>{0} van {1} tweemaal ingesteld</translation>
    </message>
    <message>
        <source>the log keeps all</source>
        <translation>het logboek bewaart alles</translation>
    </message>
    <message>
        <source>Keep {0}</source>
        <translation>{0} behouden</translation>
    </message>
    <message>
        <source>safety field: the more cautious value stands until someone settles it</source>
        <translation>veiligheidsveld: de voorzichtigste waarde geldt tot iemand beslist</translation>
    </message>
    <message>
        <source>the later value stands until someone settles it</source>
        <translation>de laatste waarde geldt tot iemand beslist</translation>
    </message>
    <message>
        <source>stands for now</source>
        <translation>geldt voorlopig</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>valid at {0} · {1} · printed by {2}</source>
        <translation>geldig op {0} · {1} · afgedrukt door {2}</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>niemand aangemeld</translation>
    </message>
    <message>
        <source>digest {0}</source>
        <translation>controlegetal {0}</translation>
    </message>
    <message>
        <source>page {0} of {1}</source>
        <translation>blad {0} van {1}</translation>
    </message>
    <message>
        <source>{0} exists already: choose another name.</source>
        <translation>{0} bestaat al: kies een andere naam.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0} kan niet geschreven worden: {1}.</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Fase</translation>
    </message>
    <message>
        <source>Threat</source>
        <translation>Dreiging</translation>
    </message>
    <message>
        <source>Single command</source>
        <translation>Eenhoofdig commando</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>sinds {0}</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Houder</translation>
    </message>
    <message>
        <source>none stated</source>
        <translation>geen vermeld</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Intentie</translation>
    </message>
    <message>
        <source>Open incidents: {0}; closed or merged: {1}</source>
        <translation>Open incidenten: {0}; afgesloten of samengevoegd: {1}</translation>
    </message>
    <message>
        <source>updated {0} ago</source>
        <translation>{0} geleden bijgewerkt</translation>
    </message>
    <message>
        <source>{0}: on site {1}, asked for {2}</source>
        <translation>{0}: ter plaatse {1}, gevraagd {2}</translation>
    </message>
    <message>
        <source>Open orders: {0}</source>
        <translation>Open opdrachten: {0}</translation>
    </message>
    <message>
        <source>Open requests: {0}</source>
        <translation>Open aanvragen: {0}</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Diensten</translation>
    </message>
    <message>
        <source>no state told</source>
        <translation>geen toestand gemeld</translation>
    </message>
    <message>
        <source>Not in this room, nothing told</source>
        <translation>Niet in deze zaal, niets gemeld</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Key facts</source>
        <translation>Kernfeiten</translation>
    </message>
    <message>
        <source>Set twice, not settled: {0}</source>
        <translation>Tweemaal ingevuld, niet beslecht: {0}</translation>
    </message>
    <message>
        <source>What this seat knows</source>
        <translation>Wat deze werkpost weet</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Toetsen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>The printer {0} is no longer there.</source>
        <translation>De printer {0} is er niet meer.</translation>
    </message>
    <message>
        <source>The printer {0} is stopped: nothing was sent to it.</source>
        <translation>De printer {0} staat stil: er is niets naartoe gestuurd.</translation>
    </message>
    <message>
        <source>This machine has no print service: print to a file.</source>
        <translation>Deze machine heeft geen afdrukdienst: druk af naar een bestand.</translation>
    </message>
    <message>
        <source>The printer {0} does not answer.</source>
        <translation>De printer {0} antwoordt niet.</translation>
    </message>
    <message>
        <source>The printer {0} did not take the sheet: nothing was printed.</source>
        <translation>De printer {0} heeft het blad niet aangenomen: er is niets afgedrukt.</translation>
    </message>
</context>
<context>
    <name>SignedForm</name>
    <message>
        <source>Your passphrase</source>
        <translation>Uw wachtzin</translation>
    </message>
    <message>
        <source>Being signed</source>
        <translation>Wordt ondertekend</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
</context>
<context>
    <name>SimilarRow</name>
    <message>
        <source>Open already, perhaps the same:</source>
        <translation>Reeds open, misschien hetzelfde:</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>The seat is starting and reads its record.</source>
        <translation>De werkpost start en leest zijn register.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>The seat is there but does not answer for now. It may go on by itself.</source>
        <translation>De werkpost is er, maar reageert op dit moment niet. Misschien gaat hij vanzelf verder.</translation>
    </message>
</context>
<context>
    <name>StatusPane</name>
    <message>
        <source>the only seat of this room: nobody else holds its record</source>
        <translation>de enige werkpost van deze zaal: niemand anders heeft het register</translation>
    </message>
    <message numerus="yes">
        <source>%n more without link</source>
        <translation>
            <numerusform>nog %n zonder link</numerusform>
            <numerusform>nog %n zonder link</numerusform>
        </translation>
    </message>
    <message>
        <source>Seat {0} ({1}): no link {2}</source>
        <translation>Werkpost {0} ({1}): geen link {2}</translation>
    </message>
    <message>
        <source>Record {0}, damaged</source>
        <translation>Register {0}, beschadigd</translation>
    </message>
    <message>
        <source>Record {0}, {1} to verify</source>
        <translation>Register {0}, {1} te controleren</translation>
    </message>
    <message>
        <source>Record {0}, verified</source>
        <translation>Register {0}, gecontroleerd</translation>
    </message>
</context>
<context>
    <name>Steady</name>
    <message>
        <source>{0} new · re-order</source>
        <translation>{0} nieuw · herordenen</translation>
    </message>
    <message>
        <source>re-order</source>
        <translation>herordenen</translation>
    </message>
    <message>
        <source>1 new · re-order</source>
        <translation>1 nieuw · herordenen</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>At</source>
        <translation>Om</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>Laten vallen</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Verplaatsen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Uitgevoerd</translation>
    </message>
    <message>
        <source>That is no time. Type 14:50, or +20 for in 20 minutes.</source>
        <translation>Dat is geen tijdstip. Typ 14:50, of +20 voor over 20 minuten.</translation>
    </message>
</context>
<context>
    <name>StopSeat</name>
    <message>
        <source>Stop this seat</source>
        <translation>Deze werkpost stoppen</translation>
    </message>
    <message>
        <source>Desk, wall and scripts lose it until it runs again.</source>
        <translation>Desk, wand en scripts verliezen ze tot ze weer draait.</translation>
    </message>
    <message>
        <source>Stop the seat</source>
        <translation>Werkpost stoppen</translation>
    </message>
    <message>
        <source>This is the only seat of the room: its record is on this machine alone.</source>
        <translation>Dit is de enige werkpost van de zaal: het register staat alleen op dit toestel.</translation>
    </message>
    <message>
        <source>They are kept on this machine, and go to the others when the seat runs again.</source>
        <translation>Ze blijven op deze machine en gaan naar de andere zodra de werkpost weer draait.</translation>
    </message>
    <message>
        <source>Stop all the same</source>
        <translation>Toch stoppen</translation>
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
        <translation>Operatie</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commando</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Tijdlijn</translation>
    </message>
</context>
<context>
    <name>Unshown</name>
    <message>
        <source>{0} not shown here: a fault of Belfry itself. Another seat may show it.</source>
        <translation>{0} hier niet getoond: fout van Belfry zelf. Een andere werkpost toont het misschien wel.</translation>
    </message>
</context>
<context>
    <name>Veil</name>
    <message>
        <source>Locked</source>
        <translation>Vergrendeld</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Wachtzin</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persoon</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Ontgrendelen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Someone else…</source>
        <translation>Iemand anders…</translation>
    </message>
    <message>
        <source>Only look</source>
        <translation>Alleen kijken</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Controle…</translation>
    </message>
    <message>
        <source>The seat does not answer.</source>
        <translation>De werkpost antwoordt niet.</translation>
    </message>
    <message>
        <source>Nobody can sign in here yet: this seat has not met another seat of its room.</source>
        <translation>Hier kan nog niemand zich aanmelden: deze werkpost heeft nog geen andere werkpost van haar zaal ontmoet.</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Conflicts</source>
        <translation>Conflicten</translation>
    </message>
    <message>
        <source>Cmd</source>
        <translation>Cmd</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Zaal</translation>
    </message>
    <message>
        <source>no answer since {0}</source>
        <translation>geen antwoord sinds {0}</translation>
    </message>
    <message>
        <source>seat gone since {0}</source>
        <translation>werkpost weg sinds {0}</translation>
    </message>
    <message>
        <source>Picture of {0}</source>
        <translation>Beeld van {0}</translation>
    </message>
    <message>
        <source>in step {0}/{1}</source>
        <translation>in de pas {0}/{1}</translation>
    </message>
    <message>
        <source>The seat does not answer for now.</source>
        <translation>De werkpost reageert op dit moment niet.</translation>
    </message>
    <message>
        <source>The seat runs a newer version of Belfry.</source>
        <translation>De werkpost draait een nieuwere versie van Belfry.</translation>
    </message>
    <message>
        <source>The seat is gone.</source>
        <translation>De werkpost antwoordt niet meer.</translation>
    </message>
    <message>
        <source>This is its last picture, of {0}, {1} old.</source>
        <translation>Dit is zijn laatste beeld, van {0}, {1} oud.</translation>
    </message>
    <message>
        <source>This wall begins again by itself once that version is on this machine.</source>
        <translation>Deze videowand start vanzelf opnieuw zodra die versie op deze machine staat.</translation>
    </message>
    <message>
        <source>Its process is still there and may go on. Once it has ended, this wall starts it again.</source>
        <translation>Het proces is er nog en kan verdergaan. Is het beëindigd, dan start deze videowand het opnieuw.</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Er is geen incident open.</translation>
    </message>
    <message>
        <source>no report</source>
        <translation>geen verslag</translation>
    </message>
    <message>
        <source>No order and no request is open.</source>
        <translation>Er is geen opdracht en geen aanvraag open.</translation>
    </message>
    <message>
        <source>INCIDENTS</source>
        <translation>INCIDENTEN</translation>
    </message>
    <message>
        <source>ORDERS, REQUESTS</source>
        <translation>OPDRACHTEN, AANVRAGEN</translation>
    </message>
    <message>
        <source>CASUALTIES</source>
        <translation>SLACHTOFFERS</translation>
    </message>
    <message>
        <source>Nobody was counted.</source>
        <translation>Er is niemand geteld.</translation>
    </message>
    <message>
        <source>AGENCIES</source>
        <translation>DIENSTEN</translation>
    </message>
    <message>
        <source>KEY FACTS</source>
        <translation>SLEUTELFEITEN</translation>
    </message>
    <message>
        <source>LOG</source>
        <translation>LOGBOEK</translation>
    </message>
    <message>
        <source>No step is planned.</source>
        <translation>Er is geen stap gepland.</translation>
    </message>
    <message>
        <source>AGENDA</source>
        <translation>AGENDA</translation>
    </message>
    <message>
        <source>Nobody is here.</source>
        <translation>Er is niemand.</translation>
    </message>
    <message>
        <source>No line was marked as a key fact.</source>
        <translation>Geen enkele regel is als sleutelfeit gemarkeerd.</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Made dark by {0} at {1}</source>
        <translation>Donker gemaakt door {0} om {1}</translation>
    </message>
</context>
<context>
    <name>WhichDay</name>
    <message>
        <source>yesterday {0}</source>
        <translation>gisteren {0}</translation>
    </message>
    <message>
        <source>today {0}</source>
        <translation>vandaag {0}</translation>
    </message>
    <message>
        <source>tomorrow {0}</source>
        <translation>morgen {0}</translation>
    </message>
    <message>
        <source>{0} is more than 12 hours ago. Which do you mean?</source>
        <translation>{0} is meer dan 12 uur geleden. Wat bedoelt u?</translation>
    </message>
</context>
</TS>
