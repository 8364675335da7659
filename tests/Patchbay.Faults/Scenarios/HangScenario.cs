using System.Diagnostics;
using System.Globalization;
using System.Net;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Graph.Webhooks;
using Patchbay.Testing;

namespace Patchbay.Faults.Scenarios;

/// <summary>
/// PostgreSQL hangs: a signal stops all its processes under load, and another continues them. Meanwhile each kind of
/// hook, an API route and readiness are called.
/// </summary>
internal static class HangScenario
{
    private const int PerSecond = 100;

    private const string InTime = "answers within 5 s";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5),
        Recovery = TimeSpan.FromSeconds(1),
        Patience = TimeSpan.FromSeconds(90),
        ProbePatience = TimeSpan.FromSeconds(20),
        SteadyTime = TimeSpan.FromSeconds(2);

    /// <summary>Asks PostgreSQL before it takes a webhook, without a limit of time.</summary>
    public static readonly Control WaitsForDatabase = new("waits for PostgreSQL as long as it takes", InTime);

    public static async Task PlayAsync(Run run)
    {
        var postgres = await run.Machines.PostgresAsync();
        var setup = Stage.EarlyIfControl(run);
        await using var stage = await Stage.StartAsync(
            run,
            run.Control == WaitsForDatabase ? setup with { Fault = FaultyServer.WaitsForDatabase } : setup
        );
        var probes = await ProbesAsync(stage);
        stage.StartLoad(PerSecond);
        await Stage.WaitAsync(SteadyTime);
        await postgres.PauseAsync();
        List<ProbeAnswer> answers;
        long from = Stopwatch.GetTimestamp(),
            to;
        try
        {
            answers = await AskAsync(stage, probes, TimeSpan.FromSeconds(run.Pick(6, 20, 60)));
            to = Stopwatch.GetTimestamp();
        }
        finally
        {
            await postgres.ContinueAsync();
        }
        var recovered = await stage.FirstAcknowledgedAfterAsync(Stopwatch.GetTimestamp(), Patience);
        await Stage.WaitAsync(SteadyTime);
        await stage.StopLoadAsync();
        await stage.SettleAsync(TimeSpan.FromSeconds(15));
        Judge(run, answers, [.. stage.Loop.Answers.Where(answer => answer.IntendedAt >= from && answer.At <= to)]);
        run.Check(
            "first 200 after the hang",
            string.Create(CultureInfo.InvariantCulture, $"{recovered.TotalSeconds:N2} s (limit 1 s)"),
            recovered >= TimeSpan.Zero && recovered <= Recovery
        );
        run.Check(stage.Ledger.Balance());
    }

    /// <summary>The requests to repeat while PostgreSQL hangs: each kind of hook, a handshake, and API routes.</summary>
    private static async Task<Probe[]> ProbesAsync(Stage stage)
    {
        var phones = await stage.Customer.Api.GetAsync("/v1/phones").ShouldBeAsync(HttpStatusCode.OK);
        var phone = phones.GetProperty("data")[0].GetProperty("id").GetString();
        var unknown = new Guid(1, 0, 0, new byte[8]);
        return
        [
            Hook(stage, "/webhooks/meta"),
            Hook(stage, $"/webhook/phone/{phone}"),
            Hook(stage, $"/webhook/phone/{unknown}"),
            Hook(stage, "/hooks/whatsapp"),
            Hook(stage, "/webhook/whatsapp"),
            Hook(stage, "/webhook/instagram"),
            Hook(stage, "/webhook/messenger/unknown"),
            Hook(stage, $"/webhook/email/{unknown}"),
            Hook(stage, $"/webhook/payments/abacate-pay/{unknown}"),
            Get("/hooks/whatsapp?hub.mode=subscribe&hub.verify_token=unknown&hub.challenge=1"),
            Get("/v1/phones"),
            Get("/v1/instances"),
            Get("/api/integrations/accounts"),
            Get("/v1/provider-connections"),
            Get("/health/ready"),
        ];
    }

    private static Probe Hook(Stage stage, string path) =>
        new(
            $"POST {path}",
            () =>
            {
                // A status instead of a message, so that the ledger does not miss it.
                var body = stage.Customer.NumberedWebhooks.Status(0);
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
                request.Content.Headers.ContentType = new("application/json");
                request.Headers.Add(WebhookSignature.HeaderName, stage.Customer.NumberedWebhooks.Sign(body));
                return request;
            }
        );

    private static Probe Get(string path) => new($"GET {path}", () => new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends every request each second, whether or not the earlier ones are answered.</summary>
    private static async Task<List<ProbeAnswer>> AskAsync(Stage stage, Probe[] probes, TimeSpan time)
    {
        var (asked, began) = (new List<Task<ProbeAnswer>>(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            asked.AddRange(probes.Select(probe => AskAsync(stage, probe)));
            await Stage.WaitAsync(TimeSpan.FromSeconds(1));
        }
        return [.. await Task.WhenAll(asked)];
    }

    private static async Task<ProbeAnswer> AskAsync(Stage stage, Probe probe)
    {
        var began = Stopwatch.GetTimestamp();
        using var request = probe.Request();
        using var enough = new CancellationTokenSource(ProbePatience);
        try
        {
            using var response = await stage.Customer.Api.SendAsync(request, enough.Token);
            return new(
                probe.Name,
                response.StatusCode,
                response.Headers.RetryAfter is not null || probe.Name == "GET /health/ready",
                Stopwatch.GetElapsedTime(began)
            );
        }
        catch (OperationCanceledException)
        {
            return new(probe.Name, Status: null, SaysWhenToRetry: false, Stopwatch.GetElapsedTime(began));
        }
    }

    private static void Judge(Run run, List<ProbeAnswer> answers, List<Answer> load)
    {
        foreach (var probe in answers.GroupBy(answer => answer.Probe))
            run.Note(probe.Key.Split('?')[0], Slowest(probe));
        run.Check(
            InTime,
            Slowest(answers)
                + string.Create(CultureInfo.InvariantCulture, $", load {SlowestOf(load).TotalSeconds:N2} s"),
            answers.TrueForAll(answer => answer.Time <= Limit) && SlowestOf(load) <= Limit
        );
        var refused = answers.Count(answer =>
            answer is { Status: HttpStatusCode.ServiceUnavailable, SaysWhenToRetry: true }
        );
        run.Check("503 with Retry-After during the hang", $"{refused} of {answers.Count}", refused == answers.Count);
        var others = load.Count(answer => answer.Status != HttpStatusCode.ServiceUnavailable);
        run.Check("other answers to events during the hang", others, run.Control is not null || others == 0);
    }

    private static string Slowest(IEnumerable<ProbeAnswer> answers) =>
        string.Create(CultureInfo.InvariantCulture, $"{answers.Max(answer => answer.Time).TotalSeconds:N2} s at most");

    private static TimeSpan SlowestOf(List<Answer> load) =>
        load.Count == 0 ? TimeSpan.Zero : load.Max(answer => answer.Latency);

    private sealed record Probe(string Name, Func<HttpRequestMessage> Request);

    private sealed record ProbeAnswer(string Probe, HttpStatusCode? Status, bool SaysWhenToRetry, TimeSpan Time);
}
