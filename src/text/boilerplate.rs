//! Words by which boilerplate is known, in the languages that desks meet, folded like the text. One to a line: a table of
//! strings would take half as much again.

/// How a line that introduces history begins and ends; in German the name comes last.
pub(super) const WROTE: &[(&str, &str)] = &[
    ("on", "wrote"),
    ("le", "a ecrit"),
    ("il", "ha scritto"),
    ("el", "escribio"),
    ("em", "escreveu"),
    ("op", "schreef"),
];

/// The German line, and what follows the verb where a customer tells of a letter of their own.
pub(super) const SCHRIEB: (&str, &str, &[&str]) =
    ("am", " schrieb ", &["ich", "wir", "mir", "uns", "man", "er", "es", "sie", "ihnen", "ihr", "folgendes", "dann"]);

/// Lines that stand above forwarded or quoted letters.
pub(super) const ORIGINAL: &str = "\
    original message\n\
    forwarded message\n\
    begin forwarded message\n\
    message d origine\n\
    message original\n\
    message transfere\n\
    debut du message transfere\n\
    messaggio originale\n\
    messaggio inoltrato\n\
    inizio messaggio inoltrato\n\
    ursprungliche nachricht\n\
    weitergeleitete nachricht\n\
    anfang der weitergeleiteten nachricht\n\
    anfang der weitergeleiteten e mail\n\
    ursprungliche mail\n\
    mensaje original\n\
    mensaje reenviado\n\
    inicio del mensaje reenviado\n\
    mensagem original";

/// Names of the sender's header.
pub(super) const FROM: &str = "\
    from\n\
    de\n\
    da\n\
    von";

/// Names of the headers that follow it.
pub(super) const HEADERS: &str = "\
    sent\n\
    date\n\
    to\n\
    subject\n\
    cc\n\
    envoye\n\
    a\n\
    objet\n\
    inviato\n\
    data\n\
    oggetto\n\
    gesendet\n\
    an\n\
    betreff\n\
    enviado\n\
    enviado el\n\
    fecha\n\
    para\n\
    asunto\n\
    enviada\n\
    assunto\n\
    datum\n\
    kopie\n\
    bcc";

/// Beginnings of the line that phones and mail programs add.
pub(super) const MOBILE: &str = "\
    sent from my\n\
    sent from mail for\n\
    sent from yahoo\n\
    sent from outlook\n\
    sent via\n\
    get outlook for\n\
    envoye de mon\n\
    envoye depuis\n\
    envoye a partir de\n\
    telecharger outlook\n\
    inviato da iphone\n\
    inviato da ipad\n\
    inviato da android\n\
    inviato da outlook\n\
    inviato da yahoo\n\
    inviato da libero\n\
    inviato da mail\n\
    inviato da smartphone\n\
    inviato dal mio\n\
    inviato dall\n\
    inviato con\n\
    ottieni outlook\n\
    scarica outlook\n\
    von meinem\n\
    von unterwegs gesendet\n\
    gesendet mit\n\
    gesendet von\n\
    gesendet uber\n\
    holen sie sich outlook\n\
    outlook fur\n\
    enviado desde\n\
    enviado con\n\
    enviado por outlook\n\
    obtener outlook\n\
    descarga outlook\n\
    mandado desde\n\
    enviado do\n\
    enviado de\n\
    verzonden vanaf";

/// Closings, each a line of its own.
pub(super) const CLOSINGS: &str = "\
    best regards\n\
    kind regards\n\
    warm regards\n\
    regards\n\
    best wishes\n\
    all the best\n\
    yours sincerely\n\
    sincerely\n\
    sincerely yours\n\
    yours faithfully\n\
    yours truly\n\
    respectfully\n\
    cordialement\n\
    bien cordialement\n\
    tres cordialement\n\
    bien a vous\n\
    salutations\n\
    sinceres salutations\n\
    meilleures salutations\n\
    salutations distinguees\n\
    cordiali saluti\n\
    distinti saluti\n\
    cordialmente\n\
    saluti\n\
    un saluto\n\
    un cordiale saluto\n\
    in fede\n\
    mit freundlichen grussen\n\
    mit freundlichem gruss\n\
    mit besten grussen\n\
    mit herzlichen grussen\n\
    freundliche grusse\n\
    beste grusse\n\
    herzliche grusse\n\
    liebe grusse\n\
    schone grusse\n\
    viele grusse\n\
    grusse\n\
    gruss\n\
    hochachtungsvoll\n\
    mfg\n\
    lg\n\
    vg\n\
    saludos\n\
    saludos cordiales\n\
    cordiales saludos\n\
    un saludo\n\
    un saludo cordial\n\
    un cordial saludo\n\
    reciba un cordial saludo\n\
    reciban un cordial saludo\n\
    muchos saludos\n\
    atentamente\n\
    muy atentamente\n\
    le saluda atentamente\n\
    les saluda atentamente\n\
    cordialmente";

/// Beginnings of formal French closings, which go on.
pub(super) const FORMAL: &str = "\
    veuillez agreer\n\
    veuillez recevoir\n\
    je vous prie d agreer";

/// Beginnings of the first line of an automatic reply.
pub(super) const AUTO_HEADS: &str = "\
    automatic reply\n\
    auto reply\n\
    autoreply\n\
    out of office\n\
    reponse automatique\n\
    absence du bureau\n\
    absent du bureau\n\
    message d absence\n\
    risposta automatica\n\
    fuori ufficio\n\
    assente dall ufficio\n\
    abwesenheitsnotiz\n\
    abwesenheitsnachricht\n\
    automatische antwort\n\
    automatische abwesenheitsnotiz\n\
    respuesta automatica\n\
    fuera de la oficina\n\
    fuera de oficina\n\
    mensaje de ausencia\n\
    aviso de ausencia";

/// What an automatic reply says in its first three lines.
pub(super) const AUTO_PARTS: &str = "\
    i am out of the office\n\
    im out of the office\n\
    i am currently out of\n\
    im currently out of\n\
    i will be out of the office\n\
    this is an automatic reply\n\
    this is an automated reply\n\
    je suis actuellement absent\n\
    je suis absent du bureau\n\
    je suis absente du bureau\n\
    je suis absent jusqu\n\
    je suis absente jusqu\n\
    ceci est une reponse automatique\n\
    sono fuori ufficio\n\
    saro fuori ufficio\n\
    sono assente dall ufficio\n\
    saro assente dall ufficio\n\
    questa e una risposta automatica\n\
    ich bin derzeit nicht im buro\n\
    ich bin zurzeit nicht im buro\n\
    ich bin aktuell nicht im buro\n\
    ich bin momentan nicht im buro\n\
    ich bin nicht im buro\n\
    ich bin ausser haus\n\
    ich bin derzeit ausser haus\n\
    dies ist eine automatische antwort\n\
    dies ist eine automatisch\n\
    diese nachricht wurde automatisch\n\
    estoy fuera de la oficina\n\
    estare fuera de la oficina\n\
    me encuentro fuera de la oficina\n\
    actualmente no estoy en la oficina\n\
    este es un mensaje automatico\n\
    esta es una respuesta automatica\n\
    esto es una respuesta automatica";

/// What only a legal footer says.
pub(super) const FOOTERS: &str = "\
    email and any attachments\n\
    e mail and any attachments\n\
    message and any attachments\n\
    email is confidential\n\
    e mail is confidential\n\
    intended solely for\n\
    intended only for the\n\
    not the intended recipient\n\
    received this email in error please\n\
    received this e mail in error please\n\
    received this message in error please\n\
    the environment before printing\n\
    ce message et toutes les pieces jointes\n\
    ce message et ses pieces jointes\n\
    ce message et les pieces jointes\n\
    ce courriel et ses pieces jointes\n\
    ce mail et ses pieces jointes\n\
    ce message est confidentiel\n\
    n etes pas le destinataire\n\
    n etes pas destinataire\n\
    recu ce message par erreur\n\
    recu ce courriel par erreur\n\
    l environnement avant d imprimer\n\
    le informazioni contenute in quest\n\
    le informazioni contenute nel presente\n\
    questo messaggio e i suoi allegati\n\
    questo messaggio e gli eventuali allegati\n\
    il presente messaggio\n\
    la presente comunicazione e riservata\n\
    non siete il destinatario\n\
    non e il destinatario\n\
    ricevuto questo messaggio per errore\n\
    ricevuto questa mail per errore\n\
    prima di stampare quest\n\
    nachricht wurde von meinem android\n\
    diese e mail enthalt vertrauliche\n\
    diese nachricht enthalt vertrauliche\n\
    diese e mail und ihre anhange\n\
    diese e mail und alle anhange\n\
    diese e mail und etwaige anhange\n\
    diese e mail kann vertrauliche\n\
    der inhalt dieser e mail ist vertraulich\n\
    nicht der richtige adressat\n\
    nicht der beabsichtigte empfanger\n\
    nicht der vorgesehene empfanger\n\
    diese e mail irrtumlich erhalten\n\
    diese nachricht irrtumlich erhalten\n\
    bevor sie diese e mail ausdrucken\n\
    ob sie diese e mail wirklich ausdrucken\n\
    este mensaje y sus archivos adjuntos\n\
    este mensaje y sus anexos\n\
    este mensaje y los archivos adjuntos\n\
    este mensaje y cualquier archivo adjunto\n\
    este correo y sus archivos adjuntos\n\
    este correo electronico y sus adjuntos\n\
    este correo electronico y sus anexos\n\
    este correo electronico contiene informacion confidencial\n\
    este mensaje contiene informacion confidencial\n\
    la informacion contenida en este mensaje\n\
    la informacion contenida en este correo\n\
    no es usted el destinatario\n\
    si usted no es el destinatario\n\
    ha recibido este mensaje por error\n\
    ha recibido este correo por error\n\
    antes de imprimir este";
