/** In the languages of the product: people read it. */
export interface RetentionText {
  readonly it: string;
  readonly en: string;
}

export interface RetentionRule {
  readonly data: RetentionText;
  /** ISO 8601 duration; null: as long as the account is there */
  readonly keptFor: string | null;
  readonly basis: RetentionText;
}

const text = (it: string, en: string): RetentionText => ({ it, en });
const rule = (keptFor: string, data: RetentionText, basis: RetentionText): RetentionRule => ({ keptFor, data, basis });

/** What is removed for its age, after how long and why it is kept until then. The worker has a remover for each, or it does not compile. */
const REMOVED = {
  'presence-links': rule(
    'P7D',
    text(
      'Rilevazioni dei sensori delle postazioni: le sole da cui si potrebbe risalire a una presenza durante una prenotazione',
      'Readings of desk sensors: the only thing from which presence during a booking could be worked out',
    ),
    text(
      'Gestione dello spazio e liberazione delle postazioni non usate; nessun collegamento tra presenza e prenotazione è registrato',
      'Running the space and releasing desks that are not used; no link from presence to a booking is written down',
    ),
  ),
  'door-readings': rule(
    'P30D',
    text('Conteggi dei sensori alle porte, senza persone', 'Counts of door sensors, without persons'),
    text('Gestione e sicurezza dello spazio', 'Running the space, and its safety'),
  ),
  'sensor-messages': rule(
    'PT48H',
    text('Numeri dei messaggi dei sensori già ricevuti', 'Numbers of the sensor messages that were taken in'),
    text('Evitare che un messaggio ripetuto conti due volte', 'A message that is sent again must not count twice'),
  ),
  'dead-letters': rule(
    'P30D',
    text('Messaggi di sensori non leggibili', 'Messages of sensors that can not be read'),
    text('Manutenzione dei sensori', 'Mending the sensors'),
  ),
  'idempotency-keys': rule(
    'P1D',
    text('Risposte alle richieste di prenotazione ripetibili', 'Answers to booking requests that may be sent again'),
    text('Evitare prenotazioni doppie', 'No booking must be made twice'),
  ),
  'quota-weeks': rule(
    'P30D',
    text(
      'Quante prenotazioni hai fatto in una settimana, dove c’è un limite',
      'How much you booked in a week, where there is a limit',
    ),
    text('Distribuire i posti con equità', 'Sharing the places fairly'),
  ),
  strikes: rule(
    'PT0S',
    text(
      'Prenotazioni senza check-in che contano contro chi ha prenotato, dopo la loro scadenza',
      'No-shows that count against a person, once they have expired',
    ),
    text('Postazioni per chi le usa', 'Desks for those who use them'),
  ),
  appeals: rule(
    'P90D',
    text(
      'Contestazioni di una postazione liberata, con il loro motivo',
      'Appeals against the release of a desk, with their reason',
    ),
    text('Rispondere a chi contesta', 'Answering those who appeal'),
  ),
  holds: rule(
    'P1D',
    text(
      'Postazioni trattenute per pochi minuti, dopo la loro scadenza',
      'Desks held for minutes, once the hold has run out',
    ),
    text('Riconoscere una prenotazione ripetuta', 'Telling a booking that is sent again'),
  ),
  'waiting-list': rule(
    'P30D',
    text('Attese in lista concluse', 'Waits on the waiting list that are over'),
    text('Spiegare a chi è toccata una postazione liberata', 'Telling who was given what became free'),
  ),
  guests: rule(
    'P1D',
    text(
      'Nomi degli ospiti di una prenotazione, e chi ne ha preso un posto',
      'Names of the guests of a booking, and who took a seat of it',
    ),
    text('Sapere chi viene', 'Knowing who comes'),
  ),
  consents: rule(
    'P1Y',
    text(
      'Consensi a prenotare per te, dopo la loro fine, e il loro registro',
      'Consents to book for you, once they have ended, and the log of them',
    ),
    text('Dimostrare il consenso (art. 7, par. 1 GDPR)', 'Being able to show the consent (GDPR Art. 7(1))'),
  ),
  sessions: rule(
    'P1D',
    text('Sessioni di accesso, al massimo', 'Sign-in sessions, at most'),
    text('Riconoscere chi ha effettuato l’accesso', 'Knowing who signed in'),
  ),
  'sign-in-attempts': rule(
    'PT20M',
    text('Accessi iniziati e non conclusi', 'Sign-ins that were begun and not finished'),
    text('Sicurezza dell’accesso', 'Safety of the sign-in'),
  ),
  'logout-tokens': rule(
    'PT0S',
    text(
      'Avvisi di uscita del gestore d’identità, dopo la loro scadenza',
      'Logout notices of the identity provider, once they have expired',
    ),
    text('Un avviso vale una volta sola', 'A notice counts once'),
  ),
  'access-tokens': rule(
    'PT0S',
    text('Credenziali brevi dei programmi, dopo la loro scadenza', 'Short tokens of programs, once they have expired'),
    text('Sicurezza dell’accesso', 'Safety of access'),
  ),
  invitations: rule(
    'P30D',
    text('Inviti a un ruolo, dopo la loro scadenza', 'Invitations to a role, once they have expired'),
    text(
      'Sapere chi è stato invitato e perché un invito non vale più',
      'Telling who was invited, and why an invitation no longer holds',
    ),
  ),
  notices: rule(
    'P30D',
    text('Avvisi inviati sulle tue prenotazioni', 'Notices sent about your bookings'),
    text('Mostrare che cosa è stato comunicato e quando', 'Showing what was told, and when'),
  ),
  'webhook-deliveries': rule(
    'P30D',
    text(
      'Avvisi ai programmi delle organizzazioni, senza persone',
      'What programs of organisations were told, without persons',
    ),
    text('Ripetere un avviso che non è stato ricevuto', 'Telling again what was not received'),
  ),
  events: rule(
    'PT10M',
    text('Eventi per le pagine aperte', 'Events for open pages'),
    text('Aggiornare le pagine mentre si guardano', 'Keeping pages up to date while they are looked at'),
  ),
  'audit-entries': rule(
    'P10Y',
    text(
      'Registro di chi ha fatto cosa e di chi ha consultato dati personali, con soli identificativi',
      'Log of who did what and who looked at personal data, by ids alone',
    ),
    text(
      'Dimostrare la correttezza dell’operato (art. 5, par. 2 GDPR), per il termine ordinario di prescrizione',
      'Accountability (GDPR Art. 5(2)), for the ordinary term of limitation in Italy',
    ),
  ),
  'retention-runs': rule(
    'P30D',
    text('Esecuzioni di queste regole', 'Runs of these rules'),
    text('Mostrare che le regole sono applicate', 'Showing that the rules run'),
  ),
} as const satisfies Readonly<Record<string, RetentionRule>>;

/** What stays as long as its person does. */
const KEPT = {
  account: {
    keptFor: null,
    data: text('Nome, identificativo del gestore d’identità e ruoli', 'Name, id at the identity provider, and roles'),
    basis: text(
      'Fornire il servizio, fino alla cancellazione da parte tua',
      'Giving the service, until you erase yourself',
    ),
  },
  contacts: {
    keptFor: null,
    data: text(
      'Indirizzo e-mail, preferenze e dispositivi per gli avvisi',
      'E-mail address, preferences and devices for notices',
    ),
    basis: text(
      'Avvisarti sulle tue prenotazioni, finché lo vuoi',
      'Telling you about your bookings, while you want it',
    ),
  },
  bookings: {
    keptFor: null,
    data: text('Prenotazioni, anche passate e annullate', 'Bookings, past and cancelled ones too'),
    basis: text(
      'Fornire il servizio; dopo la cancellazione restano per le statistiche, senza alcuna persona',
      'Giving the service; after erasure they stay for the figures, without any person',
    ),
  },
} as const satisfies Readonly<Record<string, RetentionRule>>;

export type RemovalId = keyof typeof REMOVED;
export type RetentionId = RemovalId | keyof typeof KEPT;

export const removalIds = Object.keys(REMOVED) as readonly RemovalId[];

/** The one table of what is kept how long. @param presenceDays how long the readings of desk sensors are kept */
export function retentionRules(presenceDays: number): Readonly<Record<RetentionId, RetentionRule>> {
  return { ...KEPT, ...REMOVED, 'presence-links': { ...REMOVED['presence-links'], keptFor: `P${presenceDays}D` } };
}
