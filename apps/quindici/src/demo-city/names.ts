import type { SeededRandom } from '#libs/kernel';

const THINGS = [
  ['dei', 'Tigli Platani Ciliegi Salici Pioppi Gelsi Lillà Mirti Mandorli Castagni Carpini Cedri'],
  [
    'delle',
    'Betulle Acacie Ginestre Magnolie Robinie Viole Rondini Lucciole Fontane Officine Fornaci Filande Lavandaie',
  ],
  ['degli', 'Aceri Olmi Ontani Oleandri Aranci Orti Orefici Archi Artigiani Scalpellini'],
  ['dei', 'Tessitori Cordai Vasai Librai Tintori Cartai Fabbri Bottai Sarti Carradori Mulini Ponti Granai Calderai'],
  ['della', 'Dogana Rocca Fiera Posta Torre Stamperia Vetreria Seta Lana Carta Luna Vigna Corte Cavallerizza'],
  ['del', 'Mercato Mulino Porto Pozzo Forno Canale Teatro Colle Ghetto Guado Sale Grano Lino Timone'],
  ["dell'", 'Acquedotto Arsenale Olmo Orto Arco Aurora Osteria Argine Ancora Abbazia'],
] as const;
const VIRTUES =
  'Libertà Concordia Lavoro Unità Costituzione Indipendenza Progresso Europa Cooperazione Scienze Arti Fratellanza Accoglienza'.split(
    ' ',
  );
const FAR =
  'del Mare,dei Monti,dei Laghi,delle Colline,della Pianura,della Valle,della Pineta,delle Saline,della Laguna,della Brughiera'.split(
    ',',
  );

export const CITY = 'Fontechiara';
export const OLD_TOWN = 'Borgo Vecchio';
export const RIVER = 'Fiume Chiaro';
export const DISTRICTS = (
  'Porta Levante,Porta Ponente,Le Fornaci,Campo dei Fiori Alti,Borgo Nuovo,San Rocchetto,La Rotonda,Mulini,Oltrefiume,' +
  'Villaggio Operaio,Le Filande,Prato Grande,Colle Ameno,Ponte Lungo,Tre Pini,La Vigna,Città Giardino,Acquanera,Cavallerizza,' +
  'Belvedere,Le Saline,Campolungo,Torrebianca,Roccapiana,Vallescura,Pian dei Gelsi,Cascina Rossa,Borgo Stazione,Le Querce,' +
  'Pratofiorito,Fossalta Nuova,Casenuove,Ronchi Alti,Ca’ del Vento,Terrelunghe,Pozzolungo,Malvasia,Ghiaie,Boschetto,Argine Alto,' +
  'Madonnina dei Campi,Ortaglia,Quattro Strade,Castelletto Basso,Risaie,Molinazzo,Sabbioni,Corte Alta,Pioppeto,Spinadello,' +
  'Bassa dei Frassini,Case Sparse,Fontanile,Campo Tondo,Mezzavia,Le Cascine,Ponticello,Valdoro,Pratomaggio,Rio Secco'
).split(',');

/** Names for streets: plain words, of no person and no real city. */
export class StreetNames {
  private readonly given = new Map<string, number>();

  constructor(private readonly random: SeededRandom) {}

  lane(): string {
    return this.once(this.random.pick(['Via', 'Via', 'Vicolo', 'Contrada']));
  }

  street(): string {
    return this.once('Via');
  }

  avenue(): string {
    const [kind, word] = [this.random.pick(['Viale', 'Viale', 'Corso']), this.random.pick(VIRTUES)];
    return this.numbered(`${kind} ${word}`);
  }

  radial(n: number): string {
    return `Strada ${FAR[n % FAR.length]!}`;
  }

  private once(kind: string): string {
    const [article, words] = this.random.pick(THINGS);
    const word = this.random.pick(words.split(' '));
    return this.numbered(`${kind} ${article}${article.endsWith("'") ? '' : ' '}${word}`);
  }

  /** A name that is taken goes to a further stretch, as in real cities whose districts were villages. */
  private numbered(name: string): string {
    const times = (this.given.get(name) ?? 0) + 1;
    this.given.set(name, times);
    const further = /^(Via|Contrada) /.test(name) ? FURTHER.feminine : FURTHER.masculine;
    return times === 1 ? name : `${name} ${further[(times - 2) % further.length]!}`;
  }
}

const FURTHER = {
  feminine: ['Alta', 'Bassa', 'Nuova', 'Vecchia', 'Interna', 'Esterna', 'di Levante', 'di Ponente'],
  masculine: ['Alto', 'Basso', 'Nuovo', 'Vecchio', 'Interno', 'Esterno', 'di Levante', 'di Ponente'],
} as const;
