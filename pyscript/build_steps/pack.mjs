// Writes files, one after another, as one frame of zstd with a checksum, whose window reaches over all of them.
// Called as: node pack.mjs TARGET FILE…
import { readFileSync, writeFileSync } from "node:fs";
import { constants, zstdCompressSync } from "node:zlib";

const params = { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_nbWorkers]: 2 };
const [target, ...files] = process.argv.slice(2);
writeFileSync(target, zstdCompressSync(Buffer.concat(files.map((file) => readFileSync(file))), { params }));
