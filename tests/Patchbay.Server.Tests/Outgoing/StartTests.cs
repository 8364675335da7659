using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Outgoing;

/// <summary>A server that starts with something waiting.</summary>
public sealed class StartTests
{
    [Theory, EachDatabase]
    public async Task What_waits_is_not_called_before_the_server_listens_and_then_at_once(DatabaseKind kind)
    {
        await using var stage = await OutgoingStage.StartAsync(kind);
        foreach (var worker in stage.Host.Services.GetServices<IHostedService>().OfType<DeliveryWorker>()) await worker.StopAsync(default);
        var hook = await stage.CreateHookAsync();
        await stage.PublishAsync();

        await using var next = await stage.Host.StartSecondAsync(
            new Dictionary<string, string?>(), services => services.AddSingleton<Func<double>>(() => 0.5).AddHostedService<SlowStart>());

        await stage.Receiver.NextAsync();
        var delivery = await stage.AttemptedAsync(hook, attempts: 1);
        delivery.GetProperty("attempts")[0].GetProperty("statusCode").GetInt32().ShouldBe((int)HttpStatusCode.OK);
    }

    /// <summary>Holds up the start, between the workers' and the moment the server listens, for as long as a call would take.</summary>
    private sealed class SlowStart(Database database) : IHostedService
    {
        private const int Reads = 500;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var attempts = 0;
            for (var i = 0; i < Reads && attempts == 0; i++)
            {
                attempts = await database.ReadAsync(session => session.ScalarAsync<int>("select count(*) from delivery_attempts"), cancellationToken);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
