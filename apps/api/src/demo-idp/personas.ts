import type { Role } from '#libs/contracts';

/** Who one can be in the demo. Roles, not people: nobody is invented. */
export interface Persona {
  readonly id: 'worker' | 'manager' | 'planner' | 'operator' | 'administrator' | 'organisation' | 'auditor';
  /** The `quindici_role` claim; none for a worker, whom everybody is */
  readonly role?: Exclude<Role, 'worker'>;
  readonly name: string;
  readonly it: { readonly title: string; readonly does: string };
  readonly en: { readonly title: string; readonly does: string };
}

export const PERSONAS: readonly Persona[] = [
  {
    id: 'worker',
    name: 'Lavoratrice agile',
    it: { title: 'Lavoratrice agile', does: 'Cerca una postazione libera entro quindici minuti a piedi e la prenota.' },
    en: { title: 'Remote worker', does: 'Finds a free desk within fifteen minutes’ walk and books it.' },
  },
  {
    id: 'manager',
    role: 'hub_manager',
    name: 'Responsabile di sede',
    it: { title: 'Responsabile di sede', does: 'Vede che cosa accade adesso nelle sedi della sua organizzazione.' },
    en: { title: 'Hub manager', does: 'Sees what happens now in the hubs of one organisation.' },
  },
  {
    id: 'planner',
    role: 'planner',
    name: 'Pianificatrice',
    it: {
      title: 'Pianificatrice',
      does: 'Vede quanti residenti raggiungono una postazione libera, e chi resta escluso.',
    },
    en: { title: 'Planner', does: 'Sees how many residents reach a free desk, and who does not.' },
  },
  {
    id: 'operator',
    role: 'service_operator',
    name: 'Operatrice di sportello',
    it: {
      title: 'Operatrice di sportello',
      does: 'Lavora per un’altra organizzazione: vede le postazioni delle sue sedi, non chi le ha prenotate.',
    },
    en: {
      title: 'Service operator',
      does: 'Works for another organisation: sees the desks of its hubs, not who booked them.',
    },
  },
  {
    id: 'administrator',
    role: 'network_admin',
    name: 'Amministratore della rete',
    it: { title: 'Amministratore della rete', does: 'Può fare tutto, in tutte le organizzazioni e in tutte le sedi.' },
    en: { title: 'Network administrator', does: 'May do everything, in every organisation and every hub.' },
  },
  {
    id: 'organisation',
    role: 'org_admin',
    name: 'Amministratrice di ente',
    it: {
      title: 'Amministratrice di ente',
      does: 'Invita persone nella sua organizzazione, assegna ruoli, cura sedi e applicazioni.',
    },
    en: {
      title: 'Organisation administrator',
      does: 'Invites people to one organisation, gives roles, looks after its hubs and applications.',
    },
  },
  {
    id: 'auditor',
    role: 'auditor',
    name: 'Revisore',
    it: {
      title: 'Revisore',
      does: 'Legge il registro di una organizzazione: chi ha fatto che cosa, e chi ha visto dati.',
    },
    en: { title: 'Auditor', does: 'Reads the audit of one organisation: who did what, and who saw whose data.' },
  },
];

export const personaOf = (id: string): Persona | undefined => PERSONAS.find((persona) => persona.id === id);
