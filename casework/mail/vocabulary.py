"""Which Dutch words do mails to a meldpunt use? Labels before a colon, ranks of melders, particles of surnames, months.

Data, for `reading` and `names`. A word that is missing here costs a hint, never a report.
"""

PERSON_LABELS = {
    "betr": "person", "betreft": "person", "betrokkene": "person", "naam betrokkene": "person", "persoon": "person",
    "naam": "person", "cliënt": "person", "client": "person", "patiënt": "person", "patient": "person",
    "voornaam": "given", "voornamen": "given", "voorletters": "given", "tussenvoegsel": "prefix",
    "voorvoegsel": "prefix", "achternaam": "surname", "geslachtsnaam": "surname", "geb": "birthdate",
    "geboren": "birthdate", "geboortedatum": "birthdate", "geb.datum": "birthdate", "geboortejaar": "birthdate",
    "adres": "address", "straat": "address", "huisnummer": "house_number", "postcode": "postcode",
    "woonplaats": "woonplaats", "plaats": "woonplaats",
}  # fmt: skip
"""What a label says about the person the report is about."""

FIRST_LABELS = (
    "betr",
    "betreft",
    "betrokkene",
    "naam betrokkene",
    "persoon",
    "cliënt",
    "client",
    "patiënt",
    "patient",
)
"""The label of the person a report is about; met again, or with a number above one, it is somebody else."""

OTHER_LABELS = {
    "partner": "partner", "echtgenoot": "partner", "echtgenote": "partner", "kind": "child", "kinderen": "child",
    "zoon": "child", "dochter": "child", "huisgenoot": "resident", "medebewoner": "resident",
    "medebewoonster": "resident", "inwonend": "resident", "medebetrokkene": "concern", "tweede betrokkene": "concern",
}  # fmt: skip
"""The label of somebody else in the same report -> what they are in it, see workflows.melding.PARTS."""

MELDER_LABELS = {
    "uw naam": "name", "naam melder": "name", "melder": "name", "verbalisant": "name", "uw e-mail": "email",
    "uw e-mailadres": "email", "uw email": "email", "uw telefoon": "phone", "uw telefoonnummer": "phone",
    "terugbelnummer": "phone", "relatie": "relation", "uw relatie": "relation", "functie": "relation",
    "organisatie": "organisation",
}  # fmt: skip
"""What a label says about who reports: such a line belongs to the melder and not to the story."""

ANONYMOUS_LABELS = ("anoniem blijven", "anoniem")
FORM_LABELS = ("ingevuld op", "uw naam")
POLICE_LABELS = ("verbalisant",)
NOT_FILLED_IN = ("", "-", "(niet ingevuld)", "niet ingevuld", "n.v.t.", "onbekend")
YES, NO = ("ja", "yes"), ("nee", "no")

KINDS_BY_WORD = {
    "police": ("politie",),
    "huisarts": ("huisarts", "huisartsenpraktijk", "huisartsenpost"),
    "housing": (
        "woonstichting",
        "woningstichting",
        "woningbouw",
        "wooncorporatie",
        "corporatie",
        "woningcorporatie",
    ),
    "wijkteam": ("wijkteam", "wijkteams"),
    "school": ("school", "basisschool", "college", "lyceum", "kinderopvang"),
    "care": ("thuiszorg", "ziekenhuis", "ggz", "zorggroep", "verpleeghuis", "apotheek"),
}
"""Words between the dots and dashes of the sender's domain, per kind of melder."""

KINDS_BY_RELATION = {
    "neighbour": ("buur", "buurman", "buurvrouw", "overbuur", "bovenbuur", "onderbuur", "onderbuurman",
                  "bovenbuurman", "overbuurman", "onderbuurvrouw", "bovenbuurvrouw", "overbuurvrouw", "omwonende"),
    "family": ("moeder", "vader", "ouder", "broer", "zus", "zoon", "dochter", "partner", "echtgenoot", "echtgenote",
               "oma", "opa", "oom", "tante", "neef", "nicht", "schoonzus", "zwager", "schoonmoeder", "schoonvader",
               "schoonzoon", "schoondochter", "ex-partner", "familie"),
    "client": ("ikzelf", "ik zelf", "betrokkene zelf"),
}  # fmt: skip
"""How a citizen stands to the person, per kind of melder."""

PARTICLES = {
    "van", "de", "der", "den", "het", "'t", "ten", "ter", "te", "v.d.", "vd", "v.", "von", "du", "la", "le",
    "el", "al", "bin", "ben", "da", "dos",
}  # fmt: skip
TITLES = {
    "dhr", "dhr.", "mw", "mw.", "mevr", "mevr.", "mevrouw", "meneer", "heer", "betr", "betr.", "btr", "btr.", "naam",
    "dr", "dr.", "drs", "drs.", "patiënt", "cliënt",
}  # fmt: skip
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december")  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
