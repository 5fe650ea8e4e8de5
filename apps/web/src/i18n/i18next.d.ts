import type { it } from './it.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof it };
    readonly enableSelector: false;
  }
}
