using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Organizations.Users;

/// <param name="Email">The user's address.</param>
/// <param name="Password">The user's password.</param>
/// <param name="Environment">Chooses between two users with the same address; production is the default.</param>
/// <param name="Organization">The id or name; needed when several organizations have this user.</param>
/// <param name="Code">The code of the second factor, or a recovery code.</param>
public sealed record LoginRequest(
    string? Email,
    string? Password,
    string? Environment,
    string? Organization,
    string? Code
);

public sealed record LoginAnswer(string Token, DateTimeOffset ExpiresAt, UserAnswer User);

/// <summary><c>user</c> is null when the caller is an API key.</summary>
public sealed record MeAnswer(UserAnswer? User, string Role, string Environment, Guid OrganizationId);

public sealed record UserAnswer(
    Guid Id,
    string Email,
    string? Name,
    string Role,
    string Environment,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? LastLoginAt,
    DateTimeOffset? ExpiresAt,
    bool HasSecondFactor
)
{
    public static UserAnswer From(UserRow row) =>
        new(
            row.Id,
            row.Email,
            row.Name,
            row.Role,
            row.Environment,
            row.CreatedAt,
            row.UpdatedAt,
            row.LastLoginAt,
            row.ExpiresAt,
            row.HasSecondFactor
        );
}

/// <param name="ExpiresAt">When the user ends; at most when the caller ends, which is the default.</param>
public sealed record CreateUserRequest(
    string? Email,
    string? Password,
    string? Role,
    string? Name,
    DateTimeOffset? ExpiresAt
);

/// <summary>Members left out stay as they are. A new password ends the user's sessions.</summary>
public sealed record UpdateUserRequest(string? Password, string? Role, string? Name);

/// <summary>The user's own new password, with the present one.</summary>
public sealed record ChangePasswordRequest(string? CurrentPassword, string? Password);

/// <summary>A log-in that is valid now; <c>current</c> is the one of this request.</summary>
public sealed record SessionAnswer(
    Guid Id,
    bool Current,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt,
    string? IpAddress,
    string? UserAgent
)
{
    public static SessionAnswer From(SessionRow row, Guid? current) =>
        new(row.Id, row.Id == current, row.CreatedAt, row.LastSeenAt, row.ExpiresAt, row.IpAddress, row.UserAgent);
}

/// <summary>The second factor of the user who calls.</summary>
public sealed record SecondFactorAnswer(bool Enabled, DateTimeOffset? ConfirmedAt, int RecoveryCodesLeft);

/// <summary>Begins or removes a second factor; <c>code</c> is needed for removing.</summary>
public sealed record SecondFactorRequest(string? Password, string? Code);

/// <summary>A secret for an authenticator app, shown once; <c>uri</c> is the same for a QR code.</summary>
public sealed record SecondFactorSecretAnswer(string Secret, string Uri);

public sealed record ConfirmSecondFactorRequest(string? Code);

/// <summary>Codes that replace the device, shown once; each works once.</summary>
public sealed record RecoveryCodesAnswer(IReadOnlyList<string> RecoveryCodes);

public sealed record DivisionAnswer(Guid Id, string Name, DateTimeOffset CreatedAt)
{
    public static DivisionAnswer From(DivisionRow row) => new(row.Id, row.Name, row.CreatedAt);
}

public sealed record CreateDivisionRequest(string? Name);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(IReadOnlyList<UserAnswer>))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(IReadOnlyList<SessionAnswer>))]
[JsonSerializable(typeof(SecondFactorAnswer))]
[JsonSerializable(typeof(SecondFactorRequest))]
[JsonSerializable(typeof(SecondFactorSecretAnswer))]
[JsonSerializable(typeof(ConfirmSecondFactorRequest))]
[JsonSerializable(typeof(RecoveryCodesAnswer))]
[JsonSerializable(typeof(DivisionAnswer))]
[JsonSerializable(typeof(IReadOnlyList<DivisionAnswer>))]
[JsonSerializable(typeof(CreateDivisionRequest))]
internal sealed partial class UserJson : JsonSerializerContext;
