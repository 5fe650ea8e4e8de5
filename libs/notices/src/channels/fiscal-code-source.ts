/** Knows the tax codes of persons, which Quindici itself does not keep. Bound by deployments that have such a source; by none as it comes. */
export abstract class FiscalCodeSource {
  /** @returns null when it is not known */
  abstract fiscalCodeOf(personId: string): Promise<string | null>;
}
