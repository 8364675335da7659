using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Patchbay.Graph.Messages;

namespace Patchbay.Graph.Tests.Sessions;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task A_thousand_concurrent_calls_of_fifty_accounts_keep_their_tokens_apart()
    {
        using var handler = new CrossCheck();
        using var http = new HttpClient(handler);
        var client = new GraphClient(http, new() { AppSecret = "fake-secret" });
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1000),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (call, cancel) =>
            {
                var account = call % 50;
                var session = client.As($"token-{account}");
                var sent = await session.Messages.SendAsync(
                    $"{account}",
                    Recipient.Phone("+15551234567"),
                    Message.Text($"for {account}"),
                    cancel
                );
                sent.Id.ShouldBe($"wamid.{account}");
            }
        );
        handler.Crossed.ShouldBeEmpty();
        handler.Calls.ShouldBe(1000);
        handler.Proofs.Count.ShouldBe(50);
        handler.Proofs.Values.ShouldAllBe(proofs => proofs.Count == 1);
    }

    private sealed class CrossCheck : HttpMessageHandler
    {
        private int _calls;

        public int Calls => _calls;

        public ConcurrentBag<string> Crossed { get; } = [];

        public ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> Proofs { get; } =
            new(StringComparer.Ordinal);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref _calls);
            var account = request.RequestUri!.Segments[2].TrimEnd('/');
            await Task.Yield();
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (
                request.Headers.Authorization?.Parameter != $"token-{account}"
                || !body.Contains($"for {account}\"", StringComparison.Ordinal)
            )
                Crossed.Add(account);
            Proofs.GetOrAdd(account, _ => new(StringComparer.Ordinal))[request.RequestUri.Query] = true;
            return new(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $$"""{"messages":[{"id":"wamid.{{account}}"}]}""",
                    Encoding.UTF8,
                    "application/json"
                ),
            };
        }
    }
}
