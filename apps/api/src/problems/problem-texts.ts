/** A problem in words: the title names the kind; the detail, in Italian, is what the error says in English. */
export interface ProblemText {
  readonly it: string;
  readonly en: string;
  readonly detail?: string;
}

/** By stable code. The codes are part of the API: they are never renamed. */
export const PROBLEM_TEXTS: Readonly<Record<string, ProblemText>> = {
  'address-code-refused': {
    it: 'Codice non valido',
    en: 'Code refused',
    detail: 'Il codice non è quello inviato, è scaduto o è stato provato troppe volte: chiedine un altro',
  },
  'address-too-long': { it: 'Indirizzo troppo lungo', en: 'Address too long', detail: 'L’indirizzo supera 8 KB' },
  'agreement-conflict': {
    it: 'Immobile già concesso in quelle fasce',
    en: 'Building already given in those windows',
    detail: 'In una delle fasce richieste l’immobile è già concesso ad altri: gli errori dicono quale',
  },
  'agreement-in-use': {
    it: 'Concessione in uso',
    en: 'Agreement in use',
    detail: 'Ci sono sedi nell’immobile in forza di questa concessione: spostale prima',
  },
  'agreement-not-found': {
    it: 'Concessione non trovata',
    en: 'Agreement not found',
    detail: 'Questa concessione non esiste, o è di un’altra organizzazione',
  },
  'agreement-not-in-force': {
    it: 'Concessione terminata',
    en: 'Agreement not in force',
    detail: 'La concessione è terminata',
  },
  'already-begun': {
    it: 'La prenotazione è già iniziata',
    en: 'The booking has begun',
    detail: 'Può finire a un altro orario o continuare in un’altra postazione, ma non ricominciare',
  },
  'already-booked': {
    it: 'Hai già una prenotazione in quell’orario',
    en: 'You already have a booking in that time',
    detail: 'Annulla prima quella prenotazione, oppure scegli un altro orario',
  },
  'already-ended': { it: 'La prenotazione è conclusa', en: 'The booking is over', detail: 'Non si può più annullare' },
  'already-member': {
    it: 'Ha già questo ruolo',
    en: 'Role held already',
    detail: 'La persona ha già questo ruolo in questo posto',
  },
  'appeal-not-found': {
    it: 'Contestazione non trovata',
    en: 'Appeal not found',
    detail: 'La sede non ha questa contestazione in attesa di risposta',
  },
  'already-waiting': {
    it: 'Sei già in lista d’attesa in quell’orario',
    en: 'Already waiting in that time',
    detail: 'Esci prima da quella lista, oppure scegli un altro orario',
  },
  'asset-in-use': {
    it: 'Immobile in uso',
    en: 'Building in use',
    detail: 'L’immobile è concesso in uso: termina prima la concessione',
  },
  'asset-name-taken': {
    it: 'Nome dell’immobile già usato',
    en: 'Name of the building taken',
    detail: 'L’organizzazione ha un altro immobile con questo nome',
  },
  'approval-ended': {
    it: 'Richiesta già chiusa',
    en: 'No longer waiting',
    detail: 'La richiesta ha già avuto risposta, è stata annullata o è scaduta',
  },
  'approval-not-found': {
    it: 'Richiesta non trovata',
    en: 'Request not found',
    detail: 'La sede non ha questa prenotazione da approvare',
  },
  'awaits-approval': {
    it: 'In attesa di approvazione',
    en: 'Awaiting approval',
    detail: 'La sede non ha ancora approvato questa prenotazione',
  },
  'consent-not-found': {
    it: 'Consenso non trovato',
    en: 'Consent not found',
    detail: 'Non hai dato e non hai questo consenso',
  },
  'consent-not-valid': {
    it: 'Link o codice non valido',
    en: 'Link or code not valid',
    detail: 'Il link o il codice è sconosciuto, scaduto, revocato, già usato o non è per te: chiedine uno nuovo',
  },
  'guest-invitation-not-valid': {
    it: 'Invito non valido',
    en: 'Invitation not valid',
    detail: 'L’invito è sconosciuto, ritirato o già usato, o la prenotazione è finita: chiedi a chi ti ha invitato',
  },
  'guest-not-found': {
    it: 'Ospite non trovato',
    en: 'Guest not found',
    detail: 'Non c’è questo ospite tra i tuoi, né questo posto',
  },
  'no-seat-left': {
    it: 'Nessun posto per altri ospiti',
    en: 'No seat left',
    detail: 'La prenotazione non ha altri posti per gli ospiti: prenotane di più o ritira un invito',
  },
  'no-consent': {
    it: 'Non puoi prenotare per questa persona',
    en: 'No consent',
    detail: 'Questa persona non ti ha permesso, o non ti permette più, di prenotare per lei in questa sede',
  },
  'too-many-consents': {
    it: 'Troppi consensi',
    en: 'Too many consents',
    detail: 'Hai già dato il massimo di consensi: revocane uno prima',
  },
  'too-many-favourites': {
    it: 'Troppi preferiti',
    en: 'Too many favourites',
    detail: 'Hai già il massimo di preferiti: togline uno prima',
  },
  'needs-approval': {
    it: 'Serve l’approvazione della sede',
    en: 'Needs approval',
    detail:
      'La sede approva ciò che si prenota qui: annulla e fai una nuova richiesta, o chiedi alla sede di cambiarla',
  },
  'no-time-to-approve': {
    it: 'Non c’è tempo per approvarla',
    en: 'No time to approve it',
    detail: 'La sede deve approvarla prima che inizi: scegli un orario più avanti',
  },
  'asset-not-found': {
    it: 'Immobile non trovato',
    en: 'Building not found',
    detail: 'L’organizzazione non possiede questo immobile',
  },
  'assurance-too-low': {
    it: 'Serve un accesso più sicuro',
    en: 'A stronger sign-in is needed',
    detail: 'Per questa operazione accedi con un livello di garanzia più alto, per esempio SPID di livello 2 o CIE',
  },
  'body-too-large': {
    it: 'Richiesta troppo grande',
    en: 'Request too large',
    detail: 'Il corpo supera il limite di questa risorsa: 64 KB, o 5 MB per le importazioni',
  },
  'bookable-not-found': {
    it: 'Postazione non trovata',
    en: 'Desk not found',
    detail: 'La sede non ha questa postazione',
  },
  'bookable-taken': {
    it: 'Postazione già occupata',
    en: 'Desk already taken',
    detail: 'La postazione è già prenotata in quell’orario',
  },
  'booking-not-begun': {
    it: 'La prenotazione non è iniziata',
    en: 'The booking has not begun',
    detail: 'Annullala, invece di terminarla in anticipo',
  },
  'booking-not-found': {
    it: 'Prenotazione non trovata',
    en: 'Booking not found',
    detail: 'Non hai questa prenotazione in questa sede',
  },
  'booking-over': {
    it: 'La prenotazione è conclusa',
    en: 'The booking is over',
    detail: 'Non c’è più nulla da cambiare',
  },
  'broken-network-file': { it: 'Rete stradale non utilizzabile', en: 'Unusable street network' },
  'bundle-needs-replace': {
    it: 'Indica che cosa spostare',
    en: 'Say what is to be moved',
    detail: 'La prenotazione comprende più cose: indica in `replace` quale cede il posto a quale',
  },
  'calendar-not-found': {
    it: 'Calendario non trovato',
    en: 'Calendar not found',
    detail: 'A questo indirizzo non c’è un calendario: non è mai stato dato o è stato ritirato',
  },
  'changed-meanwhile': {
    it: 'Cambiato nel frattempo',
    en: 'Changed in the meantime',
    detail: 'Qualcuno l’ha modificato dopo che l’hai letto: rileggilo e riprova',
  },
  'closed-that-day': {
    it: 'Giorno di chiusura',
    en: 'Closed on that day',
    detail: 'In quel giorno non si prenota: «nextDay» dice il primo giorno utile',
  },
  'check-in-code-unknown': {
    it: 'Codice sconosciuto',
    en: 'Code unknown',
    detail: 'Nessuna prenotazione di questa sede da confermare adesso ha questo codice',
  },
  'check-in-too-early': {
    it: 'È presto per il check-in',
    en: 'Too early to check in',
    detail: 'Il check-in non è ancora aperto: la risposta dice da quando',
  },
  'closure-ended': {
    it: 'La chiusura è terminata',
    en: 'The closure was ended',
    detail: 'La chiusura è stata terminata e non si può più annullare',
  },
  'closure-in-the-past': {
    it: 'Orario già passato',
    en: 'That time has passed',
    detail: 'Di quell’intervallo non resta nulla da chiudere',
  },
  'closure-not-found': {
    it: 'Chiusura non trovata',
    en: 'Closure not found',
    detail: 'La sede non ha questa chiusura',
  },
  'closure-raced': {
    it: 'Prenotazioni cambiate in quel momento',
    en: 'Bookings changed at that moment',
    detail: 'Nello stesso momento sono cambiate prenotazioni di quell’orario: non è stato cambiato nulla, riprova',
  },
  'closure-too-large': {
    it: 'Chiusura troppo estesa',
    en: 'Closure too large',
    detail: 'La chiusura tocca troppe prenotazioni in una volta: chiudi meno giorni o meno spazi alla volta',
  },
  'closure-undo-too-late': {
    it: 'Troppo tardi per annullare la chiusura',
    en: 'Too late to undo the closure',
    detail: 'Sono passati dieci minuti: si può solo riaprire, e le prenotazioni toccate restano come sono',
  },
  'column-missing': { it: 'Colonna mancante', en: 'Column missing' },
  'cross-site-request': {
    it: 'Richiesta da un altro sito',
    en: 'Request from another site',
    detail: 'Questa richiesta è stata inviata da una pagina di un altro sito',
  },
  'database-unavailable': {
    it: 'Servizio momentaneamente non disponibile',
    en: 'Temporarily unavailable',
    detail: 'La base dati non risponde: riprova tra poco',
  },
  'email-off': {
    it: 'E-mail non attive',
    en: 'E-mail is off',
    detail: 'Da qui non si inviano e-mail: nessun indirizzo può essere confermato',
  },
  'encoded-body': {
    it: 'Corpo compresso non accettato',
    en: 'Compressed body not accepted',
    detail: 'Invia il corpo così com’è, senza Content-Encoding',
  },
  'ends-before-it-begins': {
    it: 'Fine prima dell’inizio',
    en: 'It would end before it begins',
    detail: 'Con l’orario indicato la prenotazione finirebbe prima di iniziare: cambia entrambi gli estremi',
  },
  'file-not-utf8': {
    it: 'File non in UTF-8',
    en: 'File not in UTF-8',
    detail: 'Il file contiene lettere in un’altra codifica, come Latin-1 o Windows-1252: salvalo come «CSV UTF-8»',
  },
  'extension-not-later': {
    it: 'Fine non successiva',
    en: 'End not later',
    detail: 'La prenotazione dura già fino ad allora: chiedi una fine successiva',
  },
  'extension-taken': {
    it: 'Prolungamento non disponibile',
    en: 'Extension not free',
    detail: 'Ciò che segue è occupato: la risposta dice fino a quando si può prolungare',
  },
  'headers-too-large': {
    it: 'Intestazioni troppo grandi',
    en: 'Headers too large',
    detail: 'La richiesta supera 16 KB o 100 intestazioni',
  },
  'hold-differs': {
    it: 'La prenotazione non corrisponde a ciò che è trattenuto',
    en: 'Booking differs from the hold',
    detail: 'La prenotazione chiede altre postazioni, o un altro orario, rispetto a ciò che è trattenuto per te',
  },
  'hold-ended': {
    it: 'La postazione non è più trattenuta per te',
    en: 'Hold ended',
    detail: 'Il tempo è scaduto, oppure è già stata restituita o prenotata: cerca di nuovo',
  },
  'hold-not-found': {
    it: 'Nessuna postazione trattenuta',
    en: 'Hold not found',
    detail: 'Non risulta trattenuta, oppure non lo è per te',
  },
  'hub-closed': {
    it: 'Sede chiusa in quell’orario',
    en: 'Hub closed in that time',
    detail: 'La sede non è aperta al pubblico per tutto l’intervallo richiesto',
  },
  'hub-not-found': { it: 'Sede non trovata', en: 'Hub not found', detail: 'Questa sede non esiste' },
  'hub-not-of-organisation': {
    it: 'Sede non trovata',
    en: 'Hub not found',
    detail: 'L’ente non ha questa sede',
  },
  'idempotency-key-reused': { it: 'Idempotency-Key già usata', en: 'Idempotency-Key reused' },
  'identity-provider-unavailable': {
    it: 'Accesso momentaneamente non disponibile',
    en: 'Sign-in temporarily unavailable',
    detail: 'Il gestore delle identità non risponde: riprova tra poco',
  },
  'import-refused': {
    it: 'Importazione rifiutata',
    en: 'Import refused',
    detail: 'Alcune righe non si possono accettare e nulla è stato scritto: il rapporto dice quali e perché',
  },
  'in-the-past': { it: 'Orario già passato', en: 'Time already past', detail: 'L’orario richiesto è già iniziato' },
  'internal-error': { it: 'Errore interno', en: 'Internal error' },
  'invalid-client': {
    it: 'Applicazione non riconosciuta',
    en: 'Client not recognised',
    detail: 'L’applicazione non è conosciuta, il suo segreto è errato oppure è stata revocata',
  },
  'invalid-cursor': { it: 'Cursore non valido', en: 'Invalid cursor' },
  'invalid-idempotency-key': { it: 'Idempotency-Key non valida', en: 'Invalid Idempotency-Key' },
  'invalid-position': { it: 'Posizione non valida', en: 'Invalid position' },
  'invalid-request': {
    it: 'Richiesta non valida',
    en: 'Invalid request',
    detail: 'La richiesta non ha la forma che questa risorsa si aspetta',
  },
  'invalid-scope': {
    it: 'Ambito non concesso',
    en: 'Scope not granted',
    detail: 'L’applicazione non ha tutti gli ambiti richiesti',
  },
  'invalid-token': {
    it: 'Token non valido',
    en: 'Invalid token',
    detail: 'Il token non è conosciuto, è scaduto o è stato revocato: chiedine uno nuovo',
  },
  'invalid-token-request': { it: 'Richiesta di token non valida', en: 'Invalid token request' },
  'invalid-travel-budget': { it: 'Tempo di viaggio non valido', en: 'Invalid travel time' },
  'invitation-accepted': {
    it: 'Invito già accettato',
    en: 'Invitation accepted already',
    detail: 'Togli invece il ruolo alla persona che lo ha accettato',
  },
  'invitation-not-found': {
    it: 'Invito non trovato',
    en: 'Invitation not found',
    detail: 'L’ente non ha questo invito',
  },
  'invitation-not-valid': {
    it: 'Invito non valido',
    en: 'Invitation not valid',
    detail: 'L’invito è sconosciuto, scaduto, ritirato o già usato: chiedine uno nuovo',
  },
  'ipa-code-taken': {
    it: 'Codice IPA già usato',
    en: 'IPA code taken',
    detail: 'Un altro ente ha già questo codice IPA',
  },
  'json-too-deep': { it: 'JSON troppo annidato', en: 'JSON nested too deep', detail: 'Il JSON supera 32 livelli' },
  'last-administrator': {
    it: 'Ultimo amministratore',
    en: 'Last administrator',
    detail: 'È l’ultimo amministratore: nominane prima un altro',
  },
  'logout-token-refused': {
    it: 'Richiesta di uscita non accettata',
    en: 'Logout token refused',
    detail: 'Non è un logout token del gestore delle identità, oppure è già stato usato',
  },
  'machine-name-taken': {
    it: 'Nome già usato',
    en: 'Name already used',
    detail: 'Un’altra applicazione dell’organizzazione ha questo nome: scegline un altro o revocala',
  },
  'machine-not-found': {
    it: 'Applicazione non trovata',
    en: 'Machine not found',
    detail: 'L’organizzazione non ha questa applicazione',
  },
  'machine-revoked': {
    it: 'Applicazione revocata',
    en: 'Machine revoked',
    detail: 'È revocata per sempre: creane un’altra',
  },
  'malformed-address': {
    it: 'Indirizzo non leggibile',
    en: 'Unreadable address',
    detail: 'L’indirizzo contiene un segno di percentuale che non indica alcun carattere',
  },
  'malformed-form': {
    it: 'Modulo non leggibile',
    en: 'Unreadable form',
    detail: 'Un campo del modulo è indicato due volte',
  },
  'malformed-json': { it: 'JSON non leggibile', en: 'Unreadable JSON', detail: 'Il corpo non è JSON valido' },
  'malformed-request': { it: 'Richiesta non leggibile', en: 'Unreadable request' },
  'membership-not-found': {
    it: 'Membro non trovato',
    en: 'Member not found',
    detail: 'L’ente non ha questo membro',
  },
  'method-not-allowed': { it: 'Metodo non ammesso', en: 'Method not allowed' },
  'metro-not-found': { it: 'Area non trovata', en: 'Metro not found', detail: 'Il servizio non copre questa area' },
  'network-missing': { it: 'Rete stradale mancante', en: 'Street network missing' },
  'not-allowed': {
    it: 'Operazione non consentita',
    en: 'Not allowed',
    detail: 'Il tuo ruolo non consente questa operazione',
  },
  'not-conditional': {
    it: 'Versione non indicata',
    en: 'Version not named',
    detail: 'Indica con If-Match la versione che vuoi modificare, come l’ETag la dice',
  },
  'not-found': { it: 'Risorsa non trovata', en: 'Not found', detail: 'A questo indirizzo non c’è nulla' },
  'not-movable': {
    it: 'Non si può più spostare',
    en: 'It can not be moved any more',
    detail: 'La prenotazione è conclusa o è stata annullata',
  },
  'not-on-the-way': {
    it: 'Nulla da rinviare',
    en: 'Nothing to put off',
    detail: 'La prenotazione non viene liberata per mancato check-in, o lo è già stata',
  },
  'not-part-of-booking': {
    it: 'Non fa parte della prenotazione',
    en: 'Not part of the booking',
    detail: 'La prenotazione non comprende ciò che va sostituito, o comprenderebbe due volte la stessa cosa',
  },
  'not-signed-in': { it: 'Accesso richiesto', en: 'Sign-in required', detail: 'Accedi per continuare' },
  'not-swappable': {
    it: 'Non si possono scambiare',
    en: 'They can not change places',
    detail: 'Si scambiano due prenotazioni di una sola cosa ciascuna, dello stesso tipo',
  },
  'not-whole-days': {
    it: 'Solo giornate o mezze giornate',
    en: 'Whole or half days only',
    detail: 'Qui si prenota a giornate o mezze giornate: «accepted» dice quali intervalli sono ammessi',
  },
  'nothing-as-wished': {
    it: 'Non c’è abbastanza posto',
    en: 'Not enough of what you wish is free',
    detail: 'In quell’orario non sono liberi tutti i posti che chiedi: chiedine meno, o scegli un altro orario',
  },
  'nothing-to-appeal': {
    it: 'Nulla da contestare',
    en: 'Nothing to appeal',
    detail: 'La prenotazione non è stata liberata per mancato check-in, o è passato troppo tempo',
  },
  'occurrence-not-found': {
    it: 'Giorno non trovato nella serie',
    en: 'Day not found in the series',
    detail: 'La serie non ha più nulla in quel giorno',
  },
  'off-the-grid': { it: 'Orario non ammesso', en: 'Time off the grid' },
  'off-the-map': {
    it: 'Posizione fuori dalla mappa',
    en: 'Position off the map',
    detail: 'Nessuna strada percorribile a piedi entro 300 metri da questa posizione',
  },
  'organisation-above-itself': {
    it: 'Gerarchia impossibile',
    en: 'Impossible hierarchy',
    detail: 'L’ente starebbe sopra a sé stesso',
  },
  'organisation-name-taken': {
    it: 'Nome già usato',
    en: 'Name taken',
    detail: 'Un altro ente ha già questo nome',
  },
  'organisation-not-found': {
    it: 'Ente non trovato',
    en: 'Organisation not found',
    detail: 'Questo ente non esiste',
  },
  'parent-not-found': {
    it: 'Ente superiore non trovato',
    en: 'Parent not found',
    detail: 'L’ente indicato come superiore non esiste',
  },
  'person-not-found': {
    it: 'Persona non trovata',
    en: 'Person not found',
    detail: 'Nessuna persona nota con questo emittente e soggetto',
  },
  'policy-changed': {
    it: 'Regole cambiate nel frattempo',
    en: 'Rules changed in the meantime',
    detail: 'Qualcun altro ha cambiato queste regole: rileggile e riprova',
  },
  'policy-not-found': {
    it: 'Regole non trovate',
    en: 'Rules not found',
    detail: 'L’organizzazione non ha queste regole in vigore',
  },
  'priority-window': {
    it: 'Periodo riservato',
    en: 'Reserved for a group',
    detail: 'Fino al giorno indicato in «bookableFrom» quella data è riservata a un gruppo',
  },
  'quota-reached': {
    it: 'Limite di prenotazioni raggiunto',
    en: 'Limit of bookings reached',
    detail:
      'Hai già prenotato quanto è consentito a una persona: «rule», «allowed» e «left» dicono il limite e quanto ti resta',
  },
  'push-endpoint-refused': {
    it: 'Dispositivo non ammesso',
    en: 'Endpoint refused',
    detail: 'A questo indirizzo non si possono inviare avvisi',
  },
  'push-subscription-not-found': {
    it: 'Dispositivo non trovato',
    en: 'Device not found',
    detail: 'Non hai questo dispositivo',
  },
  'repeated-key': {
    it: 'Membro ripetuto nel JSON',
    en: 'Repeated member in the JSON',
    detail: 'Un oggetto del corpo nomina due volte lo stesso membro',
  },
  'request-too-slow': {
    it: 'Richiesta troppo lenta',
    en: 'Request too slow',
    detail: 'La richiesta non è arrivata per intero in tempo',
  },
  'return-path-refused': {
    it: 'Pagina di ritorno non ammessa',
    en: 'Return path not allowed',
    detail: 'return_to deve essere il percorso di una pagina di questo sito',
  },
  'role-not-held-there': {
    it: 'Ruolo non previsto',
    en: 'Role not held there',
    detail: 'Questo ruolo non si può avere su quanto indicato',
  },
  'row-agreement-ambiguous': {
    it: 'Più concessioni',
    en: 'Several agreements',
    detail: 'Più concessioni danno all’organizzazione l’uso di «{asset}»: scegline una a mano',
  },
  'row-agreement-unknown': {
    it: 'Nessuna concessione',
    en: 'No agreement',
    detail: 'Nessuna concessione dà oggi all’organizzazione l’uso di «{asset}»',
  },
  'row-duplicate': {
    it: 'Riga doppia',
    en: 'Duplicate row',
    detail: 'La riga {row} è già «{slug}»: dai a una delle due un altro slug',
  },
  'row-duplicate-organisation': {
    it: 'Organizzazione doppia',
    en: 'Duplicate organisation',
    detail: 'La riga {row} è la stessa organizzazione',
  },
  'row-field-invalid': { it: 'Valore non valido', en: 'Invalid value', detail: 'Il valore di «{field}» non è valido' },
  'row-field-missing': { it: 'Valore mancante', en: 'Missing value', detail: 'Manca «{field}»' },
  'row-ipa-code-differs': {
    it: 'Codice IPA diverso',
    en: 'Different IPA code',
    detail: '«{name}» è nota con il codice IPA {code}',
  },
  'row-name-taken': { it: 'Nome già usato', en: 'Name taken', detail: 'Un’altra organizzazione si chiama «{name}»' },
  'row-not-a-point': { it: 'Non è un punto', en: 'Not a point', detail: 'La geometria non è un punto' },
  'row-off-the-streets': {
    it: 'Lontano dalle strade',
    en: 'Off the streets',
    detail: 'Nessuna strada percorribile a piedi entro 300 metri da {lat}, {lon}',
  },
  'row-opening-overlaps': {
    it: 'Orari sovrapposti',
    en: 'Overlapping hours',
    detail: 'Gli orari di apertura si sovrappongono o finiscono prima di cominciare',
  },
  'row-opening-unreadable': {
    it: 'Orari non leggibili',
    en: 'Unreadable hours',
    detail: 'Gli orari «{opening}» non hanno la forma Mo-Fr 09:00-19:00',
  },
  'row-other-organisation': {
    it: 'Altra organizzazione',
    en: 'Another organisation',
    detail: 'È una sede di {organisation}, non di {own}',
  },
  'row-outside-agreement': {
    it: 'Orari fuori dalla concessione',
    en: 'Hours outside the agreement',
    detail: 'Sarebbe aperta quando l’immobile non le è concesso: {windows}',
  },
  'row-outside-metro': { it: 'Fuori dall’area', en: 'Outside the metro', detail: '{lat}, {lon} è fuori da {metro}' },
  'row-parent-ambiguous': {
    it: 'Due organizzazioni madri',
    en: 'Two parents',
    detail: 'Il codice «{code}» e il nome «{name}» indicano due organizzazioni',
  },
  'row-parent-circle': {
    it: 'Gerarchia circolare',
    en: 'Circle of parents',
    detail: 'L’organizzazione starebbe sopra sé stessa, o sotto un circolo',
  },
  'row-parent-refused': {
    it: 'Organizzazione madre rifiutata',
    en: 'Parent refused',
    detail: 'La riga di «{parent}» è stata rifiutata',
  },
  'row-parent-too-deep': {
    it: 'Gerarchia troppo alta',
    en: 'Tree too high',
    detail: 'Più di {most} organizzazioni starebbero l’una sopra l’altra',
  },
  'row-parent-unknown': {
    it: 'Organizzazione madre sconosciuta',
    en: 'Unknown parent',
    detail: 'Non c’è nessuna organizzazione «{parent}»',
  },
  'row-plan-unsound': {
    it: 'Pianta non coerente',
    en: 'Unsound plan',
    detail: 'La pianta ha nomi doppi, o postazioni in uno spazio che non c’è',
  },
  'row-position-swapped': {
    it: 'Coordinate scambiate',
    en: 'Coordinates exchanged',
    detail: 'Latitudine e longitudine sono scambiate: {lat}, {lon}',
  },
  'row-size-missing': {
    it: 'Postazioni mancanti',
    en: 'Desks missing',
    detail: 'Mancano il numero di postazioni e la pianta',
  },
  'row-slug-impossible': {
    it: 'Slug impossibile',
    en: 'No slug possible',
    detail: 'Dal nome non si ricava uno slug: indicane uno',
  },
  'row-slug-taken': {
    it: 'Slug già usato',
    en: 'Slug taken',
    detail: 'Un’altra organizzazione ha una sede «{slug}» in quest’area: usa un altro slug',
  },
  'row-too-many-desks': {
    it: 'Troppe postazioni',
    en: 'Too many desks',
    detail: 'Il file ha più postazioni nuove di quante se ne disegnano in una volta, 20.000: dividilo',
  },
  'row-word-unknown': {
    it: 'Valore sconosciuto',
    en: 'Unknown value',
    detail: '«{field}» dev’essere uno tra: {allowed}',
  },
  'scim-immutable': { it: 'Attributo non modificabile', en: 'Immutable attribute' },
  'scim-invalid-filter': { it: 'Filtro non valido', en: 'Invalid filter' },
  'scim-invalid-path': { it: 'Percorso non valido', en: 'Invalid path' },
  'scim-invalid-value': { it: 'Valore non valido', en: 'Invalid value' },
  'scim-no-target': { it: 'Nulla da modificare', en: 'Nothing to change there' },
  'scim-not-found': {
    it: 'Risorsa non trovata',
    en: 'Not found',
    detail: 'L’organizzazione non ha questo utente o gruppo',
  },
  'scim-not-unique': { it: 'Già presente', en: 'Already there' },
  'scope-not-grantable': {
    it: 'Diritto non assegnabile',
    en: 'Right not grantable',
    detail: 'Non si può dare a un’applicazione un diritto che non si ha',
  },
  'scopes-do-not-fit': {
    it: 'Ambiti non adatti',
    en: 'Scopes do not fit',
    detail:
      'Un totem ha bisogno di una sede e del solo hub.display; ciò che è legato a una sede ha soli ambiti di sede',
  },
  'series-empty': {
    it: 'La serie non cade in alcun giorno',
    en: 'The series falls on no day',
    detail: 'Controlla la fine, i giorni della settimana e i giorni esclusi',
  },
  'series-not-found': {
    it: 'Serie non trovata',
    en: 'Series not found',
    detail: 'Non hai questa serie di prenotazioni in questa sede',
  },
  'series-too-long': {
    it: 'Serie troppo lunga',
    en: 'Series too long',
    detail: 'Una serie ha al massimo 200 giorni in 18 mesi: chiedi meno giorni o una fine più vicina',
  },
  'session-not-found': { it: 'Sessione non trovata', en: 'Session not found', detail: 'Non hai questa sessione' },
  'sign-in-expired': {
    it: 'Accesso scaduto',
    en: 'Sign-in expired',
    detail: 'L’accesso è iniziato altrove, è già stato usato o ha richiesto più di dieci minuti: ricomincia',
  },
  'sign-in-not-configured': { it: 'Accesso non configurato', en: 'Sign-in not configured' },
  'sign-in-refused': {
    it: 'Accesso non riuscito',
    en: 'Sign-in refused',
    detail: 'Il gestore delle identità non ha confermato chi sei',
  },
  'space-not-found': {
    it: 'Spazio non trovato',
    en: 'Space not found',
    detail: 'La sede non ha questo piano, questa stanza o questa zona',
  },
  'table-too-large': { it: 'Tabella troppo grande', en: 'Table too large' },
  'time-skipped': {
    it: 'Quell’ora non esiste',
    en: 'There is no such hour',
    detail: 'Quel giorno l’orologio salta tutto quell’orario',
  },
  'times-out-of-order': {
    it: 'Fine prima dell’inizio',
    en: 'End before the beginning',
    detail: 'Così finirebbe prima di cominciare: indica entrambi gli orari',
  },
  'too-far-ahead': { it: 'Data troppo lontana', en: 'Too far ahead' },
  'too-late-to-cancel': {
    it: 'Troppo tardi per annullare',
    en: 'Too late to cancel',
    detail: 'La prenotazione si poteva annullare fino all’istante indicato in «until»',
  },
  'too-long': { it: 'Prenotazione troppo lunga', en: 'Booking too long' },
  'too-many-codes': {
    it: 'Troppi codici',
    en: 'Too many codes',
    detail: 'Oggi sono già stati inviati tutti i codici possibili: riprova domani',
  },
  'too-many-devices': {
    it: 'Troppi dispositivi',
    en: 'Too many devices',
    detail: 'Hai già il massimo di dispositivi: eliminane uno prima',
  },
  'too-many-entries': {
    it: 'Troppe voci',
    en: 'Too many entries',
    detail: 'Più di 100.000 voci corrispondono: restringi il periodo o il filtro ed esporta in più parti',
  },
  'too-many-no-shows': {
    it: 'Troppe assenze',
    en: 'Too many no-shows',
    detail: 'Non ti sei presentato a troppe prenotazioni: la risposta dice da quando puoi prenotare di nuovo',
  },
  'too-many-requests': {
    it: 'Troppe richieste',
    en: 'Too many requests',
    detail: 'Troppe richieste in poco tempo: attendi i secondi indicati da Retry-After',
  },
  'too-many-streams': {
    it: 'Troppi flussi aperti',
    en: 'Too many open streams',
    detail: 'Chiudi una delle pagine aperte e riprova',
  },
  'too-many-webhooks': {
    it: 'Troppi webhook',
    en: 'Too many webhooks',
    detail: 'L’organizzazione ha già il massimo di webhook: eliminane uno prima',
  },
  'too-short': { it: 'Prenotazione troppo breve', en: 'Booking too short' },
  'too-soon': {
    it: 'Prenotazione troppo a ridosso',
    en: 'Too little notice',
    detail: 'Qui si prenota con anticipo: «earliest» dice il primo inizio possibile',
  },
  'two-credentials': {
    it: 'Due credenziali',
    en: 'Two credentials',
    detail: 'La richiesta porta una sessione e un token: mandane uno solo',
  },
  'unauthorized-client': {
    it: 'Applicazione non abilitata',
    en: 'Client not entitled',
    detail: 'Un totem non ottiene token: il suo segreto è il suo token',
  },
  'unreadable-file': { it: 'File non leggibile', en: 'Unreadable file' },
  'unsupported-grant-type': {
    it: 'Tipo di richiesta non previsto',
    en: 'Unsupported grant type',
    detail: 'L’unico grant_type è client_credentials',
  },
  'unsupported-media-type': {
    it: 'Formato non accettato',
    en: 'Unsupported media type',
    detail: 'Il corpo deve essere application/json',
  },
  'webhook-address-refused': {
    it: 'Indirizzo non ammesso',
    en: 'Address refused',
    detail: 'Indica un indirizzo https di un server in Internet',
  },
  'webhook-delivery-not-found': {
    it: 'Consegna non trovata',
    en: 'Delivery not found',
    detail: 'Il webhook non ha questa consegna: si conservano per 30 giorni',
  },
  'webhook-not-found': {
    it: 'Webhook non trovato',
    en: 'Webhook not found',
    detail: 'L’organizzazione non ha questo webhook',
  },
  'windows-outside-agreement': {
    it: 'Orari fuori dalla concessione',
    en: 'Hours outside the agreement',
    detail: 'La sede sarebbe aperta quando l’immobile non le è concesso: gli errori dicono quando',
  },
  'wrong-desk-code': {
    it: 'Codice di un’altra postazione',
    en: 'Code of another desk',
    detail: 'Il codice non è di una postazione di questa prenotazione, o non vale più: inquadralo di nuovo',
  },
  'waiting-entry-not-found': {
    it: 'Non sei in questa lista d’attesa',
    en: 'Place in line not found',
    detail: 'Non hai questa attesa in questa sede',
  },
};
