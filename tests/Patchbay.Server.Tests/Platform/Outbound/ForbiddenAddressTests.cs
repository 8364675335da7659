using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Patchbay.Server.Outgoing;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Outbound;
using Patchbay.Server.Tests.Outgoing;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Platform.Outbound;

/// <summary>
/// Hundreds of forbidden addresses, as literals, behind names and behind changing names, are never dialed.
/// </summary>
public sealed class ForbiddenAddressTests : IAsyncLifetime
{
    private static readonly IPAddress Public = IPAddress.Parse("8.8.8.8"),
        PublicV6 = IPAddress.Parse("2606:4700::1111");

    private readonly ConcurrentQueue<IPAddress> _dialed = new();
    private Func<int, IPAddress[]> _answer = _ => [];
    private OutgoingStage _stage = null!;

    public enum Place
    {
        Alone,
        First,
        Last,
    }

    public async ValueTask InitializeAsync() =>
        _stage = await OutgoingStage.StartAsync(
            settings: new Dictionary<string, string?> { ["Server:PublicBaseUrl"] = "https://patchbay.example.com" },
            services: services =>
                services
                    .Replace(
                        ServiceDescriptor.Singleton<HostResolver>((host, _) => Task.FromResult(_answer(NumberIn(host))))
                    )
                    .Replace(
                        ServiceDescriptor.Singleton<AddressDialer>(
                            (target, _) =>
                            {
                                _dialed.Enqueue(target.Address);
                                throw new SocketException((int)SocketError.ConnectionRefused);
                            }
                        )
                    )
        );

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public void There_are_more_than_200_forbidden_addresses() => ForbiddenAddresses.All.Count.ShouldBeGreaterThan(200);

    [Fact]
    public async Task A_forbidden_address_in_a_URL_is_refused_and_never_dialed()
    {
        var taken = new List<string>();
        foreach (var host in ForbiddenAddresses.Hosts)
        {
            using var answer = await _stage.Api.PostJsonAsync(
                "/v1/outgoing-webhooks",
                $$"""{"url":"https://{{host}}/hook","events":["*"]}"""
            );
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.BadRequest || !IsTheReason(host, text))
                taken.Add($"{host}: {(int)answer.StatusCode} {text}");
        }
        taken.ShouldBeEmpty();
        _dialed.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_client_neither_dials_nor_resolves_a_forbidden_address()
    {
        _answer = _ => [Public];
        foreach (var address in ForbiddenAddresses.All)
        {
            var url = new UriBuilder("https", address.ToString()).Uri.ToString();
            foreach (var environment in Environments.All)
                await _stage.Host.ShouldRefuseAsync(environment, url);
        }
        _dialed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Place.Alone)]
    [InlineData(Place.First)]
    [InlineData(Place.Last)]
    public async Task A_delivery_to_a_name_with_a_forbidden_address_fails_and_is_never_dialed(Place place)
    {
        _answer = number =>
            place switch
            {
                Place.First => [ForbiddenAddresses.All[number], PublicV6, Public],
                Place.Last => [PublicV6, Public, ForbiddenAddresses.All[number]],
                _ => [ForbiddenAddresses.All[number]],
            };
        var hooks = await CreateHooksAsync();
        await _stage.PublishAsync();
        await ShouldAllEndAsync(hooks, AddressNotAllowedException.Reason, attempts: 1);
        _dialed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_changes_to_a_forbidden_address_is_refused_from_then_on()
    {
        _answer = _ => [Public];
        var hooks = await CreateHooksAsync();
        await _stage.PublishAsync();
        await ShouldAllEndAsync(hooks, DeliveryRules.Unreachable, attempts: 1);
        _dialed.Count.ShouldBe(hooks.Count, "the public address was dialed, once a name");
        _dialed.ShouldAllBe(address => address.Equals(Public));

        _dialed.Clear();
        _answer = number => [ForbiddenAddresses.All[number]];
        _stage.Advance(TimeSpan.FromSeconds(5));
        await ShouldAllEndAsync(hooks, AddressNotAllowedException.Reason, attempts: 2);
        _dialed.ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<JsonElement>> CreateHooksAsync()
    {
        var hooks = new List<JsonElement>();
        for (var i = 0; i < ForbiddenAddresses.All.Count; i++)
        {
            var made = await _stage
                .Api.PostJsonAsync(
                    "/v1/outgoing-webhooks",
                    $$"""{"url":"https://n{{i}}.customer.test/","events":["message.received"]}"""
                )
                .ShouldBeAsync(HttpStatusCode.Created);
            hooks.Add(made.GetProperty("data"));
        }
        return hooks;
    }

    private async Task ShouldAllEndAsync(IReadOnlyList<JsonElement> hooks, string reason, int attempts)
    {
        var others = new List<string>();
        for (var i = 0; i < hooks.Count; i++)
        {
            var delivery = await _stage.AttemptedAsync(hooks[i], attempts);
            if (delivery.GetProperty("lastError").GetString() != reason)
                others.Add($"{ForbiddenAddresses.All[i]}: {delivery}");
        }
        others.ShouldBeEmpty();
    }

    // A text that is not a URL is refused as invalid rather than as a forbidden address.
    private static bool IsTheReason(string host, string text)
    {
        var isUrl = Uri.TryCreate($"https://{host}/hook", UriKind.Absolute, out _);
        var reason = isUrl ? AddressNotAllowedException.Reason : "validation_failed";
        return text.Contains($"\"{reason}\"", StringComparison.Ordinal);
    }

    private static int NumberIn(string host) => int.Parse(host[1..host.IndexOf('.', StringComparison.Ordinal)]);
}
