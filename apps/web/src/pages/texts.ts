import type { Language } from '../i18n/index.js';

export interface TextPage {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

type Texts = Readonly<Record<'accessibility' | 'privacy' | 'legal', TextPage>>;

export const texts: Readonly<Record<Language, Texts>> = {
  it: {
    accessibility: {
      title: 'Accessibilità',
      lead: 'Il servizio è progettato per essere usato da tutte e da tutti, secondo la norma EN 301 549 (WCAG 2.1, livello AA).',
      sections: [
        {
          heading: 'Che cosa facciamo',
          paragraphs: [
            'Ogni mappa e ogni pianta ha lo stesso contenuto in forma di elenco o tabella. Nessuna informazione è affidata al solo colore.',
            'Tutte le funzioni si usano da tastiera: nelle piante le frecce spostano da un posto all’altro, Invio sceglie. Sulla mappa le frecce la spostano e il pulsante «Cerca da qui» sceglie il punto di partenza.',
            'I messaggi con «Annulla» restano visibili finché li si indica o hanno il focus; ogni prenotazione si può comunque annullare dalla pagina «Le mie prenotazioni».',
          ],
        },
        {
          heading: 'Come lo verifichiamo',
          paragraphs: [
            'A ogni modifica del software un controllo automatico (axe) esamina tutte le pagine in italiano e in inglese, su schermo grande e piccolo, e una prova prenota una scrivania con la sola tastiera. I controlli automatici trovano solo una parte dei problemi: questa pagina è un’autovalutazione, non la dichiarazione di accessibilità.',
          ],
        },
        {
          heading: 'Dichiarazione e segnalazioni',
          paragraphs: [
            'La dichiarazione di accessibilità è compilata dall’amministrazione che offre il servizio sul modulo dell’AgID; quando è pubblicata, il collegamento si trova qui sotto e in fondo a ogni pagina.',
            'Per segnalare un problema scrivi all’amministrazione. Se la risposta non arriva entro trenta giorni o non è soddisfacente, puoi rivolgerti al Difensore civico per il digitale.',
          ],
        },
      ],
    },
    privacy: {
      title: 'Informativa privacy',
      lead: 'Che cosa il servizio sa di te, e che cosa ha scelto di non sapere.',
      sections: [
        {
          heading: 'Per cercare non serve farsi riconoscere',
          paragraphs: [
            'La mappa, i tempi di cammino e i posti liberi sono pubblici. Il punto da cui cerchi serve solo a calcolare la risposta; la posizione del dispositivo è chiesta solo se premi «Usa la mia posizione».',
          ],
        },
        {
          heading: 'Per prenotare serve sapere chi sei',
          paragraphs: [
            'Con l’accesso il servizio riceve dal gestore dell’identità il tuo nome e un identificativo, e conserva le tue prenotazioni: sede, posto, orario ed esito. Le vedi tutte in «Le mie prenotazioni».',
          ],
        },
        {
          heading: 'I sensori osservano le scrivanie, mai le persone',
          paragraphs: [
            'Alcuni posti hanno un sensore di presenza e alcune porte un contatore: dicono se una scrivania è occupata e quante persone ci sono, non chi sono. Non ci sono telecamere né microfoni.',
            'La presenza è accostata a una prenotazione solo per confermarla o liberarla. Questo legame è cancellato dopo sette giorni, salvo un termine diverso stabilito dall’amministrazione. Chi gestisce una sede vede che un posto è prenotato, mai da chi; un datore di lavoro non vede mai la presenza.',
          ],
        },
        {
          heading: 'Cookie',
          paragraphs: [
            'Il servizio usa soltanto un cookie tecnico di sessione, necessario dopo l’accesso, e ricorda nel browser la lingua scelta. Non ci sono cookie di profilazione né risorse di terze parti: caratteri, mappe e icone vengono da questo stesso sito.',
          ],
        },
        {
          heading: 'Titolare e diritti',
          paragraphs: [
            'Titolare del trattamento è l’amministrazione indicata in fondo alla pagina, alla quale puoi chiedere l’accesso ai tuoi dati, la rettifica o la cancellazione, anche tramite il suo Responsabile della protezione dei dati. L’informativa completa dell’amministrazione, quando è pubblicata, è collegata qui sotto.',
          ],
        },
      ],
    },
    legal: {
      title: 'Note legali',
      lead: 'Chi risponde del servizio, del software e dei dati.',
      sections: [
        {
          heading: 'Servizio',
          paragraphs: [
            'Il servizio è offerto gratuitamente dall’amministrazione indicata in fondo alla pagina. Una prenotazione impegna un posto per l’orario indicato, secondo le regole della sede; chi non può andare è pregato di annullarla, così il posto torna libero.',
          ],
        },
        {
          heading: 'Software',
          paragraphs: [
            'Quindici è software libero, distribuito con licenza EUPL-1.2 e riusabile da ogni amministrazione (articoli 68 e 69 del Codice dell’amministrazione digitale).',
          ],
        },
        {
          heading: 'Dati e mappe',
          paragraphs: [
            'La fonte dei dati stradali è indicata su ogni mappa. I dati di OpenStreetMap sono © dei contributori di OpenStreetMap, con licenza ODbL. I tempi di cammino sono stime.',
          ],
        },
      ],
    },
  },
  en: {
    accessibility: {
      title: 'Accessibility',
      lead: 'The service is designed for everybody, after EN 301 549 (WCAG 2.1, level AA).',
      sections: [
        {
          heading: 'What we do',
          paragraphs: [
            'Every map and every plan has the same content as a list or table. Nothing is told by colour alone.',
            'Everything works from the keyboard: on plans the arrow keys move from desk to desk, Enter chooses. On the map the arrow keys move it, and the button “Search from here” chooses the starting point.',
            'Messages with “Undo” stay while they are pointed at or hold the focus; any booking can also be cancelled on the page “My bookings”.',
          ],
        },
        {
          heading: 'How we check it',
          paragraphs: [
            'At every change of the software an automatic check (axe) examines all pages in Italian and English, on large and small screens, and a test books a desk by keyboard alone. Automatic checks find only some of the problems: this page is a self-assessment, not the accessibility statement.',
          ],
        },
        {
          heading: 'Statement and feedback',
          paragraphs: [
            'The accessibility statement is made by the administration that offers the service on the form of AgID; once it is published, its link is below and at the foot of every page.',
            'To report a problem write to the administration. If no answer comes within thirty days, or it does not satisfy you, you may turn to the Italian Digital Ombudsman (Difensore civico per il digitale).',
          ],
        },
      ],
    },
    privacy: {
      title: 'Privacy notice',
      lead: 'What the service knows about you, and what it has chosen not to know.',
      sections: [
        {
          heading: 'Searching needs no identity',
          paragraphs: [
            'The map, walking times and free desks are public. The point you search from serves only to compute the answer; the location of your device is asked for only if you press “Use my location”.',
          ],
        },
        {
          heading: 'Booking needs to know who you are',
          paragraphs: [
            'When you sign in, the service receives your name and an identifier from the identity provider, and keeps your bookings: hub, desk, time and outcome. You see all of them under “My bookings”.',
          ],
        },
        {
          heading: 'Sensors watch desks, never people',
          paragraphs: [
            'Some desks have a presence sensor and some doors a counter: they say whether a desk is occupied and how many people are inside, not who they are. There are no cameras and no microphones.',
            'Presence is set against a booking only to confirm or release it. That link is deleted after seven days, unless the administration has set another term. Who manages a hub sees that a desk is booked, never by whom; an employer never sees presence.',
          ],
        },
        {
          heading: 'Cookies',
          paragraphs: [
            'The service uses only a technical session cookie, needed after signing in, and remembers the chosen language in the browser. There are no profiling cookies and no third-party resources: fonts, maps and icons come from this very site.',
          ],
        },
        {
          heading: 'Controller and rights',
          paragraphs: [
            'The controller is the administration named at the foot of the page. You may ask it for access to your data, correction or deletion, also through its Data Protection Officer. The full notice of the administration, once published, is linked below.',
          ],
        },
      ],
    },
    legal: {
      title: 'Legal notes',
      lead: 'Who answers for the service, the software and the data.',
      sections: [
        {
          heading: 'Service',
          paragraphs: [
            'The service is offered free of charge by the administration named at the foot of the page. A booking holds a desk for the time shown, under the rules of the hub; who cannot come is asked to cancel it, so that the desk is free again.',
          ],
        },
        {
          heading: 'Software',
          paragraphs: [
            'Quindici is free software under the EUPL-1.2 licence and may be reused by any administration (articles 68 and 69 of the Italian Digital Administration Code).',
          ],
        },
        {
          heading: 'Data and maps',
          paragraphs: [
            'The source of the street data is named on every map. OpenStreetMap data is © OpenStreetMap contributors, under the ODbL licence. Walking times are estimates.',
          ],
        },
      ],
    },
  },
};
