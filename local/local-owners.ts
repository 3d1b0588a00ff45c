/** Who owns the community on this machine. Two, since some things take a second person. */
export const LOCAL_OWNERS = ['local-owner', 'local-second-owner'] as const;
