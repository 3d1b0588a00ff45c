import decodeQR from 'qr/decode.js';

/** A script of its own, a fifth of the phone's: only who scans a picture loads it. */
Object.assign(window, { readCode: decodeQR });
