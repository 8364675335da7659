namespace Patchbay.Emulator.Messages;

/// <summary>A message to be sent, before its limits are checked and it gets an id.</summary>
internal readonly record struct MessageDraft(string Customer, string Type, byte[] Content)
{
    public string? GroupId { get; init; }
    public string? ReplyTo { get; init; }
    public string? CallbackData { get; init; }
    public string Category { get; init; } = "service";

    /// <summary>A code that the message will fail with whatever else happens.</summary>
    public int? FailsWith { get; init; }

    /// <summary>The template that Meta matches to a message of Direct Send.</summary>
    public string? TemplateId { get; init; }
}
