namespace Patchbay.Server.Payments;

/// <summary>The addresses of the payment providers, for each environment. Addresses have no trailing slash.</summary>
public sealed class PaymentOptions
{
    public const string Section = "Payments";

    public PaymentAddresses Sandbox { get; set; } = new() { IniciadorUrl = "https://consumer.sandbox.inic.dev/v1" };

    public PaymentAddresses Production { get; set; } = new();

    public PaymentAddresses Of(string environment) =>
        environment == Platform.Environments.Production ? Production : Sandbox;
}

public sealed class PaymentAddresses
{
    /// <summary>AbacatePay uses one address for both environments; the key decides whether payments are real.</summary>
    public string AbacatePayUrl { get; set; } = "https://api.abacatepay.com/v2";

    /// <summary>
    /// The key with which AbacatePay signs the webhooks of all merchants. It is public: see
    /// https://docs.abacatepay.com/pages/webhooks/security.
    /// </summary>
    public string AbacatePayWebhookKey { get; set; } =
        "t9dXRhHHo3yDEj5pVDYz0frf7q6bMKyMRmxxCPIPp3RCplBfXRxqlC6ZpiWmOqj4L63qEaeU"
        + "OtrCI8P0VMUgo6iIga2ri9ogaHFs0WIIywSMg0q7RmBfybe1E5XJcfC4IW3alNqym0tX"
        + "oAKkzvfEjZxV6bE0oG2zJrNNYmUCKZyV0KZ3JS8Votf9EAWWYdiDkMkpbMdPggfh1EqH"
        + "lVkMiTady6jOR3hyzGEHrIz2Ret0xHKMbiqkr9HS1JhNHDX9";

    public string IniciadorUrl { get; set; } = "https://consumer.u4c-iniciador.com.br/v1";
}
