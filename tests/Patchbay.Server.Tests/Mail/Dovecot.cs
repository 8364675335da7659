using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Patchbay.Server.Tests.Platform.Outbound;

namespace Patchbay.Server.Tests.Mail;

/// <summary>A Dovecot process with its own folder. It serves IMAP and relays mail to another server.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    private const string Program = "/usr/sbin/dovecot";

    private readonly Process _process;
    private readonly string _folder;

    private Dovecot(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    public int ImapPort { get; private init; }

    public int ImapTlsPort { get; private init; }

    public int SubmissionPort { get; private init; }

    /// <summary>Why Dovecot cannot run here; null when it can.</summary>
    public static string? Missing =>
        !File.Exists(Program) ? "dovecot is not installed (Debian: dovecot-imapd dovecot-submissiond)"
        : Environment.UserName != "root" ? "dovecot changes users, which needs root"
        : null;

    public static async Task<Dovecot> StartAsync(TestAuthority authority, int relayPort)
    {
        var folder = Directory.CreateTempSubdirectory("patchbay-dovecot-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111); // the mailbox belongs to another user
        var (ports, config) = (FreePorts(3), Path.Combine(folder, "dovecot.conf"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "users"),
            $"{FaithfulSmtp.User}:{{PLAIN}}{FaithfulSmtp.Password}\n"
        );
        await File.WriteAllTextAsync(config, Config(folder, authority.IssueFiles(), ports, relayPort));
        var process = Process.Start(
            new ProcessStartInfo(Program, ["-F", "-c", config])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var started = new Dovecot(process, folder)
        {
            ImapPort = ports[0],
            ImapTlsPort = ports[1],
            SubmissionPort = ports[2],
        };
        await started.WhenReadyAsync();
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WhenReadyAsync()
    {
        var said = new List<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains("starting up", StringComparison.Ordinal))
                continue;
            _ = _process.StandardError.ReadToEndAsync(); // Dovecot blocks when its output is not read
            return;
        }
        throw new InvalidOperationException("dovecot did not start: " + string.Join('\n', said));
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static string Config(string folder, (string Certificate, string Key) tls, int[] ports, int relayPort) =>
        $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = /dev/stderr
            protocols = imap submission
            listen = 127.0.0.1
            ssl = required
            ssl_cert = <{{tls.Certificate}}
            ssl_key = <{{tls.Key}}
            disable_plaintext_auth = yes
            auth_mechanisms = plain login
            auth_failure_delay = 0
            mail_location = maildir:{{folder}}/mail
            passdb {
              driver = passwd-file
              args = {{folder}}/users
            }
            userdb {
              driver = static
              args = uid=nobody gid=nogroup home={{folder}}/mail
            }
            submission_relay_host = 127.0.0.1
            submission_relay_port = {{relayPort}}
            submission_relay_user = {{FaithfulSmtp.User}}
            submission_relay_password = {{FaithfulSmtp.Password}}
            service imap-login {
              inet_listener imap {
                port = {{ports[0]}}
              }
              inet_listener imaps {
                port = {{ports[1]}}
                ssl = yes
              }
            }
            service submission-login {
              inet_listener submission {
                port = {{ports[2]}}
              }
            }

            """;
}
