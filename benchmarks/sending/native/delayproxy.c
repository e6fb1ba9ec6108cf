/* A delaying TCP proxy on 127.0.0.1, where the kernel has no netem.
 *
 *   delayproxy --target PORT --rtt-ms N
 *
 * Every byte is handed on N/2 ms after it was read, in each direction; the target is connected to N ms after accept
 * (the handshake). No limit of bandwidth and no congestion window: it shows round trips, not the slow start of a real
 * path. Prints "PORT <n>\n" when it listens.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAXC 1024
#define QUEUE_CAP (16u << 20)

struct chunk { struct chunk *next; uint64_t due; size_t len, off; char data[]; };
struct dir { struct chunk *head, *tail; size_t queued; bool eof, shut; };
struct pair { int fd[2]; struct dir d[2]; uint64_t connect_at; bool used; };
/* d[0]: client to target, read from fd[0], written to fd[1]; d[1]: back */

static struct pair P[MAXC];
static volatile sig_atomic_t stop_now;
static char rbuf[1 << 18];
static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}
static void on_signal(int s) { (void)s; stop_now = 1; }
static void drop(struct pair *p) {
    for (int i = 0; i < 2; i++) {
        if (p->fd[i] >= 0) close(p->fd[i]);
        for (struct chunk *c = p->d[i].head, *n; c; c = n) { n = c->next; free(c); }
    }
    memset(p, 0, sizeof *p);
}
int main(int argc, char **argv) {
    int target = 0, one = 1;
    double rtt = 20;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--target")) target = atoi(argv[i + 1]);
        else if (!strcmp(argv[i], "--rtt-ms")) rtt = atof(argv[i + 1]);
        else return 2;
    }
    uint64_t half = (uint64_t)(rtt * 1e6 / 2);
    struct sigaction sa = {.sa_handler = on_signal};
    sigaction(SIGTERM, &sa, NULL);
    sigaction(SIGINT, &sa, NULL);
    signal(SIGPIPE, SIG_IGN);
    int ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = 0,
                            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, t = a;
    if (bind(ls, (struct sockaddr *)&a, sizeof a) || listen(ls, 512)) { perror("bind"); return 1; }
    socklen_t al = sizeof a;
    getsockname(ls, (struct sockaddr *)&a, &al);
    t.sin_port = htons((uint16_t)target);
    printf("PORT %d\n", ntohs(a.sin_port));
    fflush(stdout);
    int ep = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event ev = {.events = EPOLLIN, .data.u64 = UINT64_MAX}, evs[128];
    epoll_ctl(ep, EPOLL_CTL_ADD, ls, &ev);
    while (!stop_now) {
        uint64_t now = now_ns(), next = UINT64_MAX;
        for (int i = 0; i < MAXC; i++) {
            struct pair *p = &P[i];
            if (!p->used) continue;
            if (p->fd[1] < 0) {
                if (now >= p->connect_at) {
                    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    if (connect(fd, (struct sockaddr *)&t, sizeof t)) { close(fd); drop(p); continue; }
                    p->fd[1] = fd;
                    ev.events = EPOLLIN | EPOLLET;
                    ev.data.u64 = (uint64_t)i * 2 + 1;
                    epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
                } else if (p->connect_at < next) next = p->connect_at;
                if (p->fd[1] < 0) continue;
            }
            bool dead = false;
            for (int k = 0; k < 2 && !dead; k++) {
                struct dir *d = &p->d[k];
                while (!d->eof && d->queued < QUEUE_CAP) {
                    ssize_t r = recv(p->fd[k], rbuf, sizeof rbuf, MSG_DONTWAIT);
                    if (r > 0) {
                        struct chunk *c = malloc(sizeof *c + (size_t)r);
                        c->next = NULL; c->len = (size_t)r; c->off = 0; c->due = now_ns() + half;
                        memcpy(c->data, rbuf, (size_t)r);
                        if (d->tail) d->tail->next = c; else d->head = c;
                        d->tail = c;
                        d->queued += (size_t)r;
                    } else if (r == 0 || (errno != EAGAIN && errno != EINTR)) d->eof = true;
                    else break;
                }
                while (d->head && d->head->due <= now) {
                    struct chunk *c = d->head;
                    ssize_t w = send(p->fd[1 - k], c->data + c->off, c->len - c->off, MSG_DONTWAIT);
                    if (w < 0 && (errno == EAGAIN || errno == EINTR)) {
                        if (now + 200000 < next) next = now + 200000;
                        break;
                    }
                    if (w < 0) { dead = true; break; }
                    c->off += (size_t)w;
                    if (c->off < c->len) continue;
                    d->head = c->next;
                    if (!d->head) d->tail = NULL;
                    d->queued -= c->len;
                    free(c);
                }
                if (d->head && d->head->due > now && d->head->due < next) next = d->head->due;
                if (d->eof && !d->head && !d->shut) { shutdown(p->fd[1 - k], SHUT_WR); d->shut = true; }
            }
            if (dead || (p->d[0].shut && p->d[1].shut)) drop(p);
        }
        now = now_ns();
        struct timespec to = {0, 0};
        if (next > now + 100000000ull) next = now + 100000000ull; /* look at stop_now now and then */
        if (next > now) { to.tv_sec = (time_t)((next - now) / 1000000000ull); to.tv_nsec = (long)((next - now) % 1000000000ull); }
        int k = epoll_pwait2(ep, evs, 128, &to, NULL);
        for (int i = 0; i < k; i++) {
            if (evs[i].data.u64 != UINT64_MAX) continue;
            int fd;
            while ((fd = accept4(ls, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
                int s = 0;
                while (s < MAXC && P[s].used) s++;
                if (s == MAXC) { close(fd); continue; }
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                P[s].used = true;
                P[s].fd[0] = fd;
                P[s].fd[1] = -1;
                P[s].connect_at = now_ns() + 2 * half;
                ev.events = EPOLLIN | EPOLLET;
                ev.data.u64 = (uint64_t)s * 2;
                epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
            }
        }
    }
    return 0;
}
