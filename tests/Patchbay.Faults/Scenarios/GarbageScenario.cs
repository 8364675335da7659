using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Patchbay.Faults.Load;
using Patchbay.Faults.Machines;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Faults.Scenarios;

/// <summary>Sends malformed bodies, half of them with a valid signature.</summary>
internal static class GarbageScenario
{
    public static readonly Control TrustsInput = new("a server that trusts its input", Errors);

    private const string Errors = "answered 5xx";
    private const int Width = 16,
        Parts = 5;
    private const double MemoryLimit = 64 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task PlayAsync(Run run)
    {
        await using var stage = await Stage.StartAsync(
            run,
            new Setup { Fault = run.Control == TrustsInput ? FaultyServer.TrustsInput : null }
        );
        using var http = new HttpClient { BaseAddress = stage.Server.Address, Timeout = Patience };
        var answers = new ConcurrentDictionary<(bool Signed, HttpStatusCode? Status), int>();
        var (count, memory) = (run.Pick(5_000, 20_000, 100_000), new List<long>());
        for (var part = 0; part < Parts; part++)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(part * count / Parts, count / Parts),
                new ParallelOptions { MaxDegreeOfParallelism = Width },
                async (number, _) => answers.AddOrUpdate(await SendAsync(stage, http, number), 1, (_, sent) => sent + 1)
            );
            memory.Add(stage.Server.Memory);
        }
        var after = stage.Loop.Next();
        await stage.Loop.SendAsync([after], Stopwatch.GetTimestamp());
        await stage.SettleAsync(Patience);
        Judge(run, stage, answers, memory);
    }

    private static async Task<(bool, HttpStatusCode?)> SendAsync(Stage stage, HttpClient http, int number)
    {
        var (body, isSigned) = (Garbage.Body(stage.Customer.NumberedWebhooks, number), number % 2 == 0);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/meta")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation(
            "Content-Type",
            number % 5 == 0 ? "text/plain" : "application/json"
        );
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.HeaderName,
            isSigned ? stage.Customer.NumberedWebhooks.Sign(body) : Garbage.Signature(number)
        );
        try
        {
            using var response = await http.SendAsync(request);
            return (isSigned, response.StatusCode);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return (isSigned, null);
        }
    }

    private static void Judge(
        Run run,
        Stage stage,
        ConcurrentDictionary<(bool Signed, HttpStatusCode? Status), int> answers,
        List<long> memory
    )
    {
        foreach (var ((signed, status), seen) in answers.OrderByDescending(answer => answer.Value))
        {
            run.Note(
                $"{(signed ? "signed" : "wrongly signed")}, answered {(status is null ? "not at all" : (int)status)}",
                seen.ToString("N0", CultureInfo.InvariantCulture)
            );
        }
        int Count(Func<(bool Signed, HttpStatusCode? Status), bool> which) =>
            answers.Where(answer => which(answer.Key)).Sum(answer => answer.Value);
        var errors = Count(answer => (int?)answer.Status >= 500);
        run.Check(Errors, errors, errors == 0);
        var unanswered = Count(answer => answer.Status is null);
        run.Check("without an answer", unanswered, unanswered == 0);
        var refused = Count(answer => answer is { Signed: true, Status: not HttpStatusCode.OK });
        run.Check("signed but refused", refused, refused == 0);
        var accepted = Count(answer => answer is { Signed: false, Status: HttpStatusCode.OK });
        run.Check("wrongly signed but accepted", accepted, accepted == 0);
        // Memory is compared from the first fifth on, because the process warms up in it.
        var growth = memory[^1] - memory[0];
        run.Check(
            "memory after the first fifth and at the end",
            string.Create(CultureInfo.InvariantCulture, $"{memory[0] >> 20} and {memory[^1] >> 20} MB"),
            growth <= MemoryLimit
        );
        var balance = stage.Ledger.Balance();
        run.Check(
            "a valid event afterwards is delivered",
            balance.Lost == 0 && balance.Acknowledged == 1 ? "yes" : "no",
            balance.Lost == 0 && balance.Acknowledged == 1
        );
    }
}
