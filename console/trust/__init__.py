"""Who belongs to the room: genesis, certificates, roles, revocation, keys, sign-in and enrolment."""
