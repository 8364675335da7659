namespace Patchbay.Server.Payments;

/// <summary>Where the payment providers are reached, for each environment. Addresses have no trailing slash.</summary>
public sealed class PaymentOptions
{
    public const string Section = "Payments";

    public PaymentAddresses Sandbox { get; set; } = new() { IniciadorUrl = "https://consumer.sandbox.inic.dev/v1" };

    public PaymentAddresses Production { get; set; } = new();

    public PaymentAddresses Of(string environment) => environment == Platform.Environments.Production ? Production : Sandbox;
}

public sealed class PaymentAddresses
{
    /// <summary>AbacatePay has one address; the key says whether money moves.</summary>
    public string AbacatePayUrl { get; set; } = "https://api.abacatepay.com/v2";

    public string IniciadorUrl { get; set; } = "https://consumer.u4c-iniciador.com.br/v1";
}
