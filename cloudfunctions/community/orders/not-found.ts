/** Also for another member's: nobody learns by asking which orders there are. */
export const NOT_FOUND = {
  refused: 'ORDER_NOT_FOUND',
  message: 'There is no such order.',
  data: undefined,
} as const;
