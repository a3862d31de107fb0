import type { ProviderId } from '../../../../shared/account.ts';
import type { ErrorData } from '../../../../shared/errors.ts';

/** What the thread for copies is asked; each names files. */
export type CopyJob =
  | { readonly task: 'copy'; readonly from: string; readonly to: string }
  | { readonly task: 'inspect'; readonly copy: string; readonly present: string }
  | { readonly task: 'prepare'; readonly from: string; readonly to: string }
  | {
      readonly task: 'mark';
      readonly copy: string;
      readonly present: string;
      readonly now: number;
      readonly canLookUp: readonly ProviderId[];
    };

/** What it answers. */
export type CopyAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorData | null; readonly words: string };
