namespace Patchbay.Emulator.Messages;

/// <summary>A message to be sent, before its limits are checked and it gets an id.</summary>
internal readonly record struct MessageDraft(string Customer, string Type, byte[] Content)
{
    public string? GroupId { get; init; }
    public string? ReplyTo { get; init; }
    public string? CallbackData { get; init; }
    public string Category { get; init; } = "service";
}
