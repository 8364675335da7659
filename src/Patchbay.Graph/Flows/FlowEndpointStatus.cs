namespace Patchbay.Graph.Flows;

/// <summary>HTTP statuses, besides 200, that have a meaning as answers of a flow's endpoint.</summary>
/// <remarks>Meta: WhatsApp Flows &gt; Reference &gt; Error Codes &gt; Endpoint Error Codes.</remarks>
public static class FlowEndpointStatus
{
    /// <summary>
    /// The request cannot be decrypted: WhatsApp fetches the public key again and repeats the request.
    /// </summary>
    public const int CannotDecrypt = 421;

    /// <summary>The flow's token is no longer valid: the flow closes.</summary>
    /// <remarks>Send the result of <see cref="FlowExchange.RefuseToken"/> as the body.</remarks>
    public const int TokenInvalid = 427;

    /// <summary>The request's signature is wrong: the user sees a general error.</summary>
    public const int SignatureInvalid = 432;
}
