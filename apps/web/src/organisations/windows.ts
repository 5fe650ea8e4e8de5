import type { AgreedWindow, Community, OpeningWindow } from '#libs/contracts';

const communities: readonly Community[] = ['public', 'members', 'school', 'library'];

/** The rows of the editor as the API wants them: fields of one name, in the order of the rows. */
export function windowsOf(values: FormData): readonly (AgreedWindow & Partial<OpeningWindow>)[] {
  const column = (name: string): readonly string[] => values.getAll(name).map(String);
  const [weekdays, opens, closes, community] = ['weekday', 'opens', 'closes', 'community'].map(column) as [
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
  ];
  return weekdays.map((weekday, row) => {
    const who = communities.find((known) => known === community[row]);
    return {
      weekday: Number(weekday),
      opens: clock(opens[row]!),
      closes: clock(closes[row]!),
      ...(who === undefined ? {} : { community: who }),
    };
  });
}

/** `9:00` and `9.00`, as people write, become `09:00`. */
export function clock(text: string): string {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  return match === null ? text.trim() : `${match[1]!.padStart(2, '0')}:${match[2]}`;
}
