/* A counting SMTP sink. Listens on 127.0.0.1 only.
 *
 *   sink [--no-pipelining]
 *
 * Prints "PORT <n>\n" when it listens. On SIGTERM or SIGINT it prints one JSON line with what it saw, and ends.
 * It throws the messages away, but finds their end by the rules of RFC 5321. "turns" counts how often it had to
 * answer before more came: the round trips that a sender waits for.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define INBUF (512 * 1024)
#define OUTBUF (64 * 1024)

enum state { CMD, DATA };

struct conn {
    int fd;
    enum state st;
    size_t len, pos, olen;
    size_t msg_bytes;
    bool bol, closing, has_mail;
    int rcpts;
    char in[INBUF];
    char out[OUTBUF];
};

static bool o_pipe = true;
static volatile sig_atomic_t stop_now = 0;
static uint64_t n_msg, n_bytes, n_conn, n_reads, n_cmds, n_turns, n_rejected;
static uint64_t cur_conn, max_conn, first_ns, last_ns;

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}
static void on_signal(int s) { (void)s; stop_now = 1; }

static void flush_out(struct conn *c) {
    size_t off = 0;
    while (off < c->olen) {
        ssize_t w = write(c->fd, c->out + off, c->olen - off);
        if (w > 0) { off += (size_t)w; continue; }
        if (w < 0 && errno == EINTR) continue;
        if (w < 0 && errno == EAGAIN) { usleep(50); continue; }
        c->closing = true;
        break;
    }
    c->olen = 0;
}
static void say(struct conn *c, const char *s) {
    size_t n = strlen(s);
    if (c->olen + n > OUTBUF) flush_out(c);
    memcpy(c->out + c->olen, s, n);
    c->olen += n;
}
static void end_message(struct conn *c) {
    n_msg++;
    n_bytes += c->msg_bytes;
    last_ns = now_ns();
    c->st = CMD;
    c->has_mail = false;
    c->rcpts = 0;
    say(c, "250 2.0.0 Ok: queued\r\n");
}
static void command(struct conn *c, char *l, size_t n) {
    n_cmds++;
    if (n >= 4 && !strncasecmp(l, "MAIL", 4)) {
        if (!first_ns) first_ns = now_ns();
        if (c->has_mail) { n_rejected++; say(c, "503 5.5.1 nested MAIL\r\n"); return; }
        c->has_mail = true;
        c->rcpts = 0;
        say(c, "250 2.1.0 Ok\r\n");
    } else if (n >= 4 && !strncasecmp(l, "RCPT", 4)) {
        if (!c->has_mail) { n_rejected++; say(c, "503 5.5.1 need MAIL\r\n"); return; }
        c->rcpts++;
        say(c, "250 2.1.5 Ok\r\n");
    } else if (n >= 4 && !strncasecmp(l, "DATA", 4)) {
        if (!c->rcpts) { n_rejected++; say(c, "503 5.5.1 need RCPT\r\n"); return; }
        c->st = DATA;
        c->bol = true;
        c->msg_bytes = 0;
        say(c, "354 End data with <CR><LF>.<CR><LF>\r\n");
    } else if (n >= 4 && !strncasecmp(l, "EHLO", 4)) {
        say(c, "250-sink.invalid\r\n");
        if (o_pipe) say(c, "250-PIPELINING\r\n");
        say(c, "250-8BITMIME\r\n250-SMTPUTF8\r\n250-SIZE 52428800\r\n250 ENHANCEDSTATUSCODES\r\n");
    } else if (n >= 4 && !strncasecmp(l, "HELO", 4)) {
        say(c, "250 sink.invalid\r\n");
    } else if (n >= 4 && !strncasecmp(l, "RSET", 4)) {
        c->has_mail = false;
        c->rcpts = 0;
        say(c, "250 2.0.0 Ok\r\n");
    } else if (n >= 4 && !strncasecmp(l, "NOOP", 4)) {
        say(c, "250 2.0.0 Ok\r\n");
    } else if (n >= 4 && !strncasecmp(l, "QUIT", 4)) {
        say(c, "221 2.0.0 Bye\r\n");
        c->closing = true;
    } else {
        n_rejected++;
        say(c, "502 5.5.2 Error: command not recognized\r\n");
    }
}
static void process(struct conn *c) {
    while (c->pos < c->len && !c->closing) {
        char *b = c->in + c->pos;
        size_t n = c->len - c->pos;
        if (c->st == CMD) {
            char *e = memchr(b, '\n', n);
            if (!e) break;
            size_t l = (size_t)(e - b);
            c->pos += l + 1;
            if (l && b[l - 1] == '\r') l--;
            command(c, b, l);
        } else {
            if (c->bol) {
                if (b[0] == '.') {
                    if (n < 3) break;
                    if (b[1] == '\r' && b[2] == '\n') { c->pos += 3; end_message(c); continue; }
                }
                c->bol = false;
            }
            char *e = memchr(b, '\n', n);
            size_t k = e ? (size_t)(e - b) + 1 : n;
            c->msg_bytes += k;
            c->pos += k;
            if (e) c->bol = true;
        }
    }
    if (c->pos == c->len) c->pos = c->len = 0;
    else if (c->pos > INBUF / 2) {
        memmove(c->in, c->in + c->pos, c->len - c->pos);
        c->len -= c->pos;
        c->pos = 0;
    }
    if (c->olen) { n_turns++; flush_out(c); }
}
int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--no-pipelining")) o_pipe = false;
        else { fprintf(stderr, "unknown option %s\n", argv[i]); return 2; }
    }
    struct sigaction sa = {.sa_handler = on_signal};
    sigaction(SIGTERM, &sa, NULL);
    sigaction(SIGINT, &sa, NULL);
    signal(SIGPIPE, SIG_IGN);
    int ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = 0,
                            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(ls, (struct sockaddr *)&a, sizeof a) || listen(ls, 512)) { perror("bind"); return 1; }
    socklen_t al = sizeof a;
    getsockname(ls, (struct sockaddr *)&a, &al);
    printf("PORT %d\n", ntohs(a.sin_port));
    fflush(stdout);
    int ep = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event ev = {.events = EPOLLIN, .data.ptr = NULL}, evs[64];
    epoll_ctl(ep, EPOLL_CTL_ADD, ls, &ev);
    while (!stop_now) {
        int k = epoll_wait(ep, evs, 64, 100);
        for (int i = 0; i < k; i++) {
            struct conn *c = evs[i].data.ptr;
            if (!c) {
                int fd;
                while ((fd = accept4(ls, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    c = malloc(sizeof *c);
                    memset(c, 0, offsetof(struct conn, in));
                    c->fd = fd;
                    n_conn++;
                    if (++cur_conn > max_conn) max_conn = cur_conn;
                    ev.data.ptr = c;
                    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
                    say(c, "220 sink.invalid ESMTP\r\n");
                    flush_out(c);
                }
                continue;
            }
            ssize_t r = read(c->fd, c->in + c->len, INBUF - 1 - c->len);
            if (r > 0) { n_reads++; c->len += (size_t)r; process(c); }
            else if (r == 0 || (errno != EAGAIN && errno != EINTR)) c->closing = true;
            if (c->closing) { close(c->fd); free(c); cur_conn--; }
        }
    }
    struct rusage ru;
    getrusage(RUSAGE_SELF, &ru);
    printf("{\"messages\": %llu, \"bytes\": %llu, \"connections\": %llu, \"max_connections\": %llu, "
           "\"commands\": %llu, \"reads\": %llu, \"turns\": %llu, \"rejected\": %llu, "
           "\"span_s\": %.6f, \"cpu_s\": %.6f}\n",
           (unsigned long long)n_msg, (unsigned long long)n_bytes, (unsigned long long)n_conn,
           (unsigned long long)max_conn, (unsigned long long)n_cmds, (unsigned long long)n_reads,
           (unsigned long long)n_turns, (unsigned long long)n_rejected,
           first_ns ? (double)(last_ns - first_ns) / 1e9 : 0.0,
           (double)ru.ru_utime.tv_sec + ru.ru_utime.tv_usec / 1e6 + (double)ru.ru_stime.tv_sec +
               ru.ru_stime.tv_usec / 1e6);
    return 0;
}
