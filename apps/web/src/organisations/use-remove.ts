import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasStatus, request } from '../api/client.js';
import { removeUndoably } from '../ui/undoable.js';
import { useFailedToast } from '../ui/use-failed-toast.js';

interface Removal {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

/** Removes a thing that could not be brought back as it was: it is sent when nobody has taken it back. */
export function useRemove(stale: readonly string[]): (removal: Removal) => void {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const failed = useFailedToast();
  const refresh = (): Promise<unknown> =>
    Promise.all(stale.map((name) => queries.invalidateQueries({ queryKey: [name] })));
  return ({ id, path, text }) =>
    removeUndoably({
      id,
      text,
      undo: t('form.undo'),
      commit: async () => {
        try {
          await request(path, { method: 'DELETE' });
        } catch (error) {
          // Somebody else was quicker: it is gone, as was wanted.
          if (!hasStatus(error, 404)) throw error;
        } finally {
          await refresh();
        }
      },
      onFailed: failed,
    });
}
