using Patchbay.Server.Messages;
using Patchbay.Server.Storage;
using Patchbay.Testing;

namespace Patchbay.Server.Tests.Messages;

public sealed class StatusRulesTests
{
    [Theory]
    [InlineData(StatusRules.Pending, StatusRules.Unknown)]
    [InlineData(StatusRules.Unknown, StatusRules.Accepted)]
    [InlineData(StatusRules.Accepted, StatusRules.Sent)]
    [InlineData(StatusRules.Sent, StatusRules.Failed)]
    [InlineData(StatusRules.Sent, StatusRules.Delivered)]
    [InlineData(StatusRules.Failed, StatusRules.Delivered)]
    [InlineData(StatusRules.Delivered, StatusRules.Read)]
    [InlineData(StatusRules.Read, StatusRules.Played)]
    public void A_later_status_ranks_higher(string earlier, string later) =>
        StatusRules.Rank(later).ShouldBeGreaterThan(StatusRules.Rank(earlier));

    [Theory]
    [InlineData("deleted")]
    [InlineData("SENT")]
    [InlineData("")]
    public void An_unknown_status_has_the_rank_minus_one(string status) => StatusRules.Rank(status).ShouldBe(-1);

    [Theory, EachDatabase]
    public async Task Statuses_lead_to_the_same_result_in_every_order(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();
        var messages = stage.Host.Get<MessageStore>();
        foreach (
            var subset in (string[][])
                [
                    ["sent", "delivered"],
                    ["sent", "failed"],
                    ["sent", "failed", "delivered"],
                    ["sent", "delivered", "read", "failed"],
                ]
        )
        {
            var ends = new HashSet<(string, string?, string?)>();
            foreach (var order in Permutations(subset))
            {
                ends.Add(await EndOfAsync(stage, phone, messages, [.. order, order[0], order[^1]], atOnce: false));
                ends.Add(await EndOfAsync(stage, phone, messages, [.. order, order[0], order[^1]], atOnce: true));
            }
            ends.ShouldBe([
                (
                    subset.MaxBy(StatusRules.Rank)!,
                    "wamid.X",
                    subset.Contains("delivered") || !subset.Contains("failed") ? null : """{"code":131026}"""
                ),
            ]);
        }
    }

    [Theory, EachDatabase]
    public async Task A_received_message_keeps_its_status(DatabaseKind kind)
    {
        await using var stage = await Stage.StartAsync(kind);
        var phone = await stage.ConnectAsync();
        (
            await EndOfAsync(
                stage,
                phone,
                stage.Host.Get<MessageStore>(),
                ["read"],
                atOnce: false,
                StatusRules.Received
            )
        ).Status.ShouldBe(StatusRules.Received);
    }

    private static async Task<(string Status, string? Wamid, string? Error)> EndOfAsync(
        Stage stage,
        ConnectedPhone phone,
        MessageStore messages,
        string[] statuses,
        bool atOnce,
        string start = StatusRules.Accepted
    )
    {
        var row = await stage.InsertMessageAsync(phone, start);
        var changes = statuses
            .Select(status => new StatusChange(
                row.Id,
                status,
                "wamid.X",
                status == "failed" ? """{"code":131026}""" : null
            ))
            .ToList();
        foreach (var transaction in atOnce ? [changes] : changes.Select(change => new List<StatusChange> { change }))
        {
            await stage
                .Host.Get<Database>()
                .WriteAsync(
                    session =>
                    {
                        foreach (var change in transaction)
                            messages.Advance(session, change);
                        return Task.CompletedTask;
                    },
                    default
                );
        }
        var end = (await messages.FindAsync(stage.Organization.SandboxTenant, row.Id, default))!;
        // An id of Meta is unique, and the next row of this test uses it again.
        await stage
            .Host.Get<Database>()
            .WriteAsync(
                session => session.ExecuteAsync("delete from messages where id = @Id", new { row.Id }),
                default
            );
        return (end.Status, end.ProviderMessageId, end.Error);
    }

    private static IEnumerable<string[]> Permutations(string[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany(
                first => Permutations([.. items.Where(item => item != first)]),
                (first, rest) => (string[])[first, .. rest]
            );
}
