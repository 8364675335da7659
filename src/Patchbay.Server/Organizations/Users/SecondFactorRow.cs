using Patchbay.Server.Platform.Secrets;

namespace Patchbay.Server.Organizations.Users;

/// <summary>The second factor of a user.</summary>
public sealed class SecondFactorRow
{
    public required Guid UserId { get; init; }

    /// <summary>The shared secret in base32, sealed.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The time step of the newest code that was used.</summary>
    public required long LastStep { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the user gave the first code; null while the factor does not count yet.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public static SecretPlace SecretPlace(UserRow user) =>
        new(user.OrganizationId, "user_factors", user.Id.ToString(), "secret");
}
