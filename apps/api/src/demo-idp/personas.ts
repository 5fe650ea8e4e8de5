/** Who one can be in the demo. Roles, not people: nobody is invented. */
export interface Persona {
  readonly id: 'worker' | 'manager' | 'planner' | 'administrator';
  /** The `quindici_role` claim; none for a worker, whom everybody is */
  readonly role?: 'hub_manager' | 'planner' | 'network_admin';
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
    id: 'administrator',
    role: 'network_admin',
    name: 'Amministratore della rete',
    it: { title: 'Amministratore della rete', does: 'Può fare tutto, in tutte le sedi.' },
    en: { title: 'Network administrator', does: 'May do everything, in every hub.' },
  },
];

export const personaOf = (id: string): Persona | undefined => PERSONAS.find((persona) => persona.id === id);
