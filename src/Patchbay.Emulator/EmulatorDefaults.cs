namespace Patchbay.Emulator;

/// <summary>What a fresh world contains, so that a first call needs no look-up. None of it is secret.</summary>
public static class EmulatorDefaults
{
    public const string Url = "http://127.0.0.1:5081";
    public const string AppId = "100000000000001";
    public const string AppSecret = "emulator-app-secret";

    /// <summary>The secret of the other app that a sign-up can ask for.</summary>
    public const string OtherAppSecret = "emulator-other-app-secret";

    public const string AppName = "Patchbay Emulator App";
    public const string ConfigId = "100000000000002";

    /// <summary>The business that owns the app: Meta's "partner" in sign-up webhooks.</summary>
    public const string PartnerBusinessId = "100000000000003";

    /// <summary>A never-expiring token of the partner's system user, with every scope.</summary>
    public const string SystemUserToken = "emulator-system-user-token";
    public const string SystemUserId = "100000000000004";

    /// <summary>The test account and number that every new app at Meta starts with.</summary>
    public const string TestWabaId = "100000000000005";
    public const string TestPhoneNumberId = "100000000000006";

    public const string InstagramAppId = "100000000000007";
    public const string InstagramAppSecret = "emulator-instagram-secret";

    /// <summary>The key that signs the webhooks of AbacatePay.</summary>
    public const string AbacatePayWebhookKey = "emulator-abacatepay-key";
    public const string GraphVersion = "v23.0";
}
