/** One end of what scrolls: it is reached once until it is left, and again when it has moved on because there is more. */
export class Edge {
  /** @param at Where the edge is from the beginning, when one begins at it. */
  constructor(private at?: number) {}

  /** Whether this is news. @param at Where the edge is now. */
  reach(at: number): boolean {
    const news = this.at !== at;
    this.at = at;
    return news;
  }

  leave(): void {
    this.at = undefined;
  }
}
