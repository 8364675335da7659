using System.Text.Json.Serialization;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Organizations.Users;

/// <summary><c>environment</c> chooses between two users with the same address; production is the default.</summary>
public sealed record LoginRequest(string? Email, string? Password, string? Environment);

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
    DateTimeOffset? LastLoginAt
)
{
    public static UserAnswer From(UserRow row) =>
        new(row.Id, row.Email, row.Name, row.Role, row.Environment, row.CreatedAt, row.UpdatedAt, row.LastLoginAt);
}

public sealed record CreateUserRequest(string? Email, string? Password, string? Role, string? Name);

/// <summary>Members left out stay as they are. A new password ends the user's sessions.</summary>
public sealed record UpdateUserRequest(string? Password, string? Role, string? Name);

public sealed record DivisionAnswer(Guid Id, string Name, DateTimeOffset CreatedAt)
{
    public static DivisionAnswer From(DivisionRow row) => new(row.Id, row.Name, row.CreatedAt);
}

public sealed record CreateDivisionRequest(string? Name);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(IReadOnlyList<UserAnswer>))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(DivisionAnswer))]
[JsonSerializable(typeof(IReadOnlyList<DivisionAnswer>))]
[JsonSerializable(typeof(CreateDivisionRequest))]
internal sealed partial class UserJson : JsonSerializerContext;
