namespace Patchbay.Graph.Messages;

/// <summary>A message object or its answer, encrypted end to end between you and Meta.</summary>
public sealed record EncryptedMessage : GraphObject
{
    /// <summary>The encrypted text.</summary>
    public required string EncryptedContents { get; init; }

    /// <summary>Always <c>whatsapp</c>.</summary>
    public string MessagingProduct
    {
        get => field ?? "whatsapp";
        init;
    }
}
