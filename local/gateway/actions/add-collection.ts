import { withNewCollection } from '../catalog';
import { GatewayError } from '../gateway-error';
import { collectionOf } from '../payload';
import type { Action } from './action';

/** `{collectionName}` → `{}`. */
export const addCollection: Action = async (body, { database }) => {
  const name = collectionOf(body);
  await database.write((session) => {
    if (session.catalog.collections.some((collection) => collection.name === name)) {
      throw new GatewayError(
        'DATABASE_COLLECTION_ALREADY_EXIST',
        `[ResourceUnavailable.ResourceExist] Table exist: ${name}. Please check your request, but if the problem persists, contact us.`,
      );
    }
    session.saveCatalog(withNewCollection(session.catalog, name));
  });
  return {};
};
