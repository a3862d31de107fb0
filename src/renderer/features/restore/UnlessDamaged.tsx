import type { ReactNode } from 'react';
import { useEngineState } from '../../ui/use-engine-state.ts';
import { DamagedPage } from './DamagedPage.tsx';

/** The screens, where the data can be read; else the one that leads to a backup. */
export function UnlessDamaged({ children }: { children: ReactNode }) {
  const engine = useEngineState();
  return engine?.state === 'damaged' ? <DamagedPage /> : children;
}
