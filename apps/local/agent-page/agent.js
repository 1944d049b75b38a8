import { openTicket } from './open-ticket.js';
import { post } from './post.js';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
let scheme = localStorage.getItem('scheme') ?? (prefersDark ? 'dark' : 'light');

function showScheme() {
  document.documentElement.dataset.scheme = scheme;
  document.querySelector('#scheme').textContent = scheme === 'dark' ? 'Light' : 'Dark';
}

/** A customer's message, from the list. */
function watchNewTicket(form) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    post('/agent/tickets', Object.fromEntries(new FormData(form))).then(
      ({ id }) => window.location.assign(`/agent/tickets/${id}`),
      (error) => {
        form.querySelector('.problem').textContent = error.message;
      },
    );
  });
}

showScheme();
const desk = document.querySelector('.desk');
const host = desk === null ? null : openTicket(desk, () => scheme);
document.querySelector('#scheme').addEventListener('click', () => {
  scheme = scheme === 'dark' ? 'light' : 'dark';
  localStorage.setItem('scheme', scheme);
  showScheme();
  host?.fire('colorScheme.changed', scheme);
});
const form = document.querySelector('#new-ticket');
if (form !== null) watchNewTicket(form);
