import { useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../../shared/settings.ts';
import { callKey, useAction, useCall } from '../../api.ts';
import { useSaved } from './use-saved.ts';

/** The operator's settings, each saved as it is chosen. */
export function useSettings() {
  const client = useQueryClient();
  const settings = useCall('settings.get', {});
  const set = useAction('settings.set');
  const { saved, tellSaved } = useSaved<keyof Settings>();

  return {
    settings,
    error: set.error,
    /** The setting that was saved a moment ago. */
    saved,
    save<Name extends keyof Settings>(name: Name, value: Settings[Name]) {
      set.mutate(
        { [name]: value },
        {
          onSuccess: (all) => {
            client.setQueryData(callKey('settings.get', {}), all);
            tellSaved(name);
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
