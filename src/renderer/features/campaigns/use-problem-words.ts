import type { ErrorData } from '../../../shared/errors.ts';
import { ApiError } from '../../api.ts';
import { useErrorWords } from '../../ui/use-error-words.ts';

/** Why a plan could make no campaign, in the window's language: what is wrong, and what to do about it. */
export function useProblemWords() {
  const errorWords = useErrorWords();
  return (problem: ErrorData): string => {
    const { title, body } = errorWords(new ApiError(problem));
    return `${title}. ${body}`;
  };
}
