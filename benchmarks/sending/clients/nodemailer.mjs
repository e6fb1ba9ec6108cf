// nodemailer's pool, a mail composed for each recipient, as its users write it.
// node nodemailer.mjs HOST PORT CONNECTIONS NUMBER FOLDER, with NODE_MODULES: where nodemailer is installed.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const nodemailer = createRequire(path.join(process.env.NODE_MODULES, 'x.js'))('nodemailer');
const [host, port, connections, number, folder] = process.argv.slice(2);
const read = name => fs.readFileSync(path.join(folder, name), 'utf8');
const html = read('newsletter.html'), text = read('newsletter.txt');
const rows = read('recipients.csv').trim().split('\n').slice(1, +number + 1).map(line => line.trim().split(','));
const merged = (template, row) =>
  template.replaceAll('{{email}}', row[0]).replaceAll('{{name}}', row[1]).replaceAll('{{unsubscribe}}', row[2]);
const transport = nodemailer.createTransport({ host, port: +port, pool: true, maxConnections: +connections,
  maxMessages: Infinity, ignoreTLS: true, secure: false, name: 'bench.invalid' });

let next = 0;
async function feed() { // two for each connection, so that none ever waits for us
  while (next < rows.length) {
    const row = rows[next++];
    await transport.sendMail({ from: 'Båtklubben <brev@batklubben.example>', to: row[0],
      subject: 'Höstnytt från Båtklubben', envelope: { from: 'studs@batklubben.example', to: [row[0]] },
      headers: { 'List-Unsubscribe': `<${row[2]}>` }, html: merged(html, row), text: merged(text, row) });
  }
}
const before = process.cpuUsage(), began = process.hrtime.bigint();
await Promise.all(Array.from({ length: connections * 2 }, feed));
const seconds = Number(process.hrtime.bigint() - began) / 1e9, used = process.cpuUsage(before);
transport.close();
console.log(JSON.stringify({ loop_s: seconds, loop_cpu_s: (used.user + used.system) / 1e6 }));
