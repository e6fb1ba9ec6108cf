// listmonk's pool (github.com/knadh/smtppool): slots replaced by strings.Replacer, a Send for each recipient, from as
// many goroutines as there are connections. smtppool HOST PORT CONNECTIONS NUMBER FOLDER
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/knadh/smtppool/v2"
)

func cpu() float64 {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return float64(used.Utime.Sec+used.Stime.Sec) + float64(used.Utime.Usec+used.Stime.Usec)/1e6
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func main() {
	host, folder := os.Args[1], os.Args[5]
	port, connections, number := must(strconv.Atoi(os.Args[2])), must(strconv.Atoi(os.Args[3])), must(strconv.Atoi(os.Args[4]))
	read := func(name string) string { return string(must(os.ReadFile(filepath.Join(folder, name)))) }
	html, text := read("newsletter.html"), read("newsletter.txt")
	rows := must(csv.NewReader(strings.NewReader(read("recipients.csv"))).ReadAll())[1 : number+1]
	pool := must(smtppool.New(smtppool.Opt{Host: host, Port: port, MaxConns: connections, HelloHostname: "bench.invalid",
		IdleTimeout: 15 * time.Second, PoolWaitTimeout: 30 * time.Second, MaxMessageRetries: 2}))
	began, before := time.Now(), cpu()
	var next atomic.Int64
	var group sync.WaitGroup
	for range connections {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := next.Add(1) - 1; i < int64(number); i = next.Add(1) - 1 {
				row := rows[i]
				fill := strings.NewReplacer("{{email}}", row[0], "{{name}}", row[1], "{{unsubscribe}}", row[2])
				mail := smtppool.Email{From: "brev@batklubben.example", To: []string{row[0]},
					Subject: "Höstnytt från Båtklubben", Sender: "studs@batklubben.example",
					Text: []byte(fill.Replace(text)), HTML: []byte(fill.Replace(html)),
					Headers: map[string][]string{"List-Unsubscribe": {"<" + row[2] + ">"}}}
				must(0, pool.Send(mail))
			}
		}()
	}
	group.Wait()
	fmt.Printf("{\"loop_s\": %f, \"loop_cpu_s\": %f}\n", time.Since(began).Seconds(), cpu()-before)
}
