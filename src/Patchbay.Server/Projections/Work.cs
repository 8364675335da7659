using System.Text.Json;
using Patchbay.Server.Intake;
using Patchbay.Server.Messages;

namespace Patchbay.Server.Projections;

/// <summary>An event of a batch for one of its owners, read.</summary>
internal sealed class Work(InboundEventRow row, Owner owner, JsonElement value)
{
    public InboundEventRow Row => row;

    public Owner Owner => owner;

    /// <summary>The change's value as Meta wrote it.</summary>
    public JsonElement Value => value;

    /// <summary>The account that its number shows as, if any.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>What it adds to the history of its number.</summary>
    public IReadOnlyList<MessageRow> Messages { get; init; } = [];

    /// <summary>The status it tells of.</summary>
    public StatusWork? Status { get; init; }
}

/// <summary>A status with whose it is.</summary>
internal sealed record StatusWork(StatusSubject Subject, JsonElement Item)
{
    public string Name => Item.Text("status")!;
}
