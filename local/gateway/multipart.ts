/**
 * As much of multipart/form-data (RFC 7578) as the SDK sends. Node's own FormData reads a part without a file name as
 * text, and would lose the bytes of `requestData`.
 *
 * @returns the parts by their names; undefined where the body isn't what its content type says
 */
export function readMultipart(contentType: string, body: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^;\s"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter stands at the very beginning, without a line before it.
  const text = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts = new Map<string, Buffer>();
  let from = text.indexOf(delimiter) === 0 ? delimiter.length : -1;
  while (from >= 0) {
    if (text.toString('latin1', from, from + 2) === '--') return parts;
    const end = text.indexOf(delimiter, from);
    const part = end < 0 ? undefined : readPart(text.subarray(from, end));
    if (part === undefined || parts.has(part.name)) return undefined;
    parts.set(part.name, part.content);
    from = end + delimiter.length;
  }
  return undefined;
}

function readPart(part: Buffer): { readonly name: string; readonly content: Buffer } | undefined {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0 || part.toString('latin1', 0, 2) !== '\r\n') return undefined;
  const headers = part.toString('utf8', 0, end);
  const [, name] = /^content-disposition: *form-data;.*?\bname="([^"]*)"/im.exec(headers) ?? [];
  return name === undefined ? undefined : { name, content: part.subarray(end + 4) };
}
