import { z } from 'zod';
import { SavedTemplate } from '../saved-template.ts';
import { call, nothing, byId } from './call.ts';

/** Calls about saved templates. */
export const templateCalls = {
  'templates.list': call(nothing, z.array(SavedTemplate)),
  /** Stores a new template (`id` null) or changes one. */
  'templates.save': call(
    SavedTemplate.omit({ updatedAt: true }).extend({ id: z.int().nullable() }),
    SavedTemplate,
  ),
  'templates.remove': call(byId, nothing),
} as const;
