using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>A server that starts with waiting deliveries.</summary>
public sealed class StartTests
{
    [Theory, EachDatabase]
    public async Task Waiting_deliveries_are_called_as_soon_as_the_server_listens_and_not_before(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        await OutgoingStage.StopWorkerAsync(stage.Host);
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();

        await using var next = await stage.Host.StartSecondAsync(
            new Dictionary<string, string?>(),
            services => services.AddSingleton<Func<double>>(() => 0.5).AddHostedService<SlowStart>()
        );

        await stage.Receiver.NextAsync();
        var delivery = await stage.AttemptedAsync(hook, attempts: 1);
        delivery.GetProperty("attempts")[0].GetProperty("statusCode").GetInt32().ShouldBe((int)HttpStatusCode.OK);
    }

    /// <summary>
    /// Delays the server after the start of its workers by five times the duration of a failed call.
    /// </summary>
    private sealed class SlowStart(Database database) : IHostedService
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            using var patience = new CancellationTokenSource(Longest);
            while (!patience.IsCancellationRequested && await AttemptsAsync(cancellationToken) == 0) { }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private Task<int> AttemptsAsync(CancellationToken cancellation) =>
            database.ReadAsync(
                session => session.ScalarAsync<int>("select count(*) from delivery_attempts"),
                cancellation
            );
    }
}
