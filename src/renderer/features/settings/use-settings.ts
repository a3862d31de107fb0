import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import { callKey, useAction, useCall } from '../../api.ts';

/** "Saved" is read at once and then only in the way, ms. */
const SEEN_FOR = 2500;

/** The operator's settings, each saved as it is chosen. */
export function useSettings() {
  const client = useQueryClient();
  const settings = useCall('settings.get', {});
  const set = useAction('settings.set');
  const [saved, setSaved] = useState<{ name: keyof Settings } | null>(null);

  useEffect(() => {
    if (!saved) return undefined;
    const timer = window.setTimeout(() => setSaved(null), SEEN_FOR);
    return () => window.clearTimeout(timer);
  }, [saved]);

  return {
    settings,
    error: set.error,
    /** The setting that was saved a moment ago. */
    saved: saved?.name ?? null,
    save<Name extends keyof Settings>(name: Name, value: Settings[Name]) {
      set.mutate(
        { [name]: value },
        {
          onSuccess: (all) => {
            client.setQueryData(callKey('settings.get', {}), all);
            setSaved({ name });
          },
        },
      );
    },
  };
}

/** What each part of the settings page is given. */
export interface SettingsProps {
  settings: Settings;
  saved: keyof Settings | null;
  save: ReturnType<typeof useSettings>['save'];
}
