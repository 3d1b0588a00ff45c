import { createHash, randomBytes } from 'node:crypto';

/** 132 bits: nobody guesses it, least of all with five tries a day. */
const CODE_BYTES = 24;
const CODE_CHARACTERS = 22;

/** What a deployment does once: prints the code for the person who is to be the owner, and what the functions are told. */
const code = randomBytes(CODE_BYTES).toString('base64url').slice(0, CODE_CHARACTERS);
const hash = createHash('sha256').update(code).digest('hex');

console.log(`认领码，只交给主理人，用一次就作废: ${code}

The function member keeps only its hash; set it there:
QUNJIE_OWNER_CLAIM=${hash}`);
