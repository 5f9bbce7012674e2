package urr.peer;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.cloud.gateway.filter.ratelimit.RedisRateLimiter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpCookie;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Peer: Spring Cloud Gateway (WebFlux) as its documentation has it; the profile `chain` adds what our filters do. */
@SpringBootApplication
public class Gateway {
  public static void main(String[] args) {
    SpringApplication app = new SpringApplication(Gateway.class);
    app.setDefaultProperties(Map.of(
        "logging.level.root", "WARN",
        "server.address", "127.0.0.1",
        "spring.main.banner-mode", "off"));
    app.run(args);
  }

  @Configuration
  @Profile("bare")
  static class Bare {
    @Bean
    RouteLocator routes(RouteLocatorBuilder builder) {
      return builder.routes().route(route -> route.path("/**").uri(System.getenv("BACK_END"))).build();
    }

    @Bean
    SecurityWebFilterChain open(ServerHttpSecurity http) {
      // Matches nothing, so that no request pays for security.
      return http.securityMatcher(exchange ->
          org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult.notMatch()).build();
    }
  }

  @Configuration
  @Profile("chain")
  static class Chain {
    @Bean
    RedisRateLimiter limiter() {
      return new RedisRateLimiter(1_000_000, 1_000_000);
    }

    @Bean
    KeyResolver userKey() {
      return exchange -> exchange.getPrincipal().map(java.security.Principal::getName);
    }

    @Bean
    ReactiveJwtDecoder accessTokens() {
      return decoder(System.getenv("JWKS_URL"), "urr-auth");
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, RedisRateLimiter limiter, KeyResolver userKey) {
      ReactiveJwtDecoder entryTokens = decoder(System.getenv("ENTRY_JWKS_URL"), "urr-queue");
      return builder.routes()
          .route(route -> route.path("/**")
              .filters(filters -> filters
                  .requestRateLimiter(config -> config.setRateLimiter(limiter).setKeyResolver(userKey))
                  .filter((exchange, next) -> entryTokens
                      .decode(exchange.getRequest().getHeaders().getFirst("x-queue-entry-token"))
                      .flatMap(token -> next.filter(exchange))))
              .uri(System.getenv("BACK_END")))
          .build();
    }

    @Bean
    SecurityWebFilterChain signedIn(ServerHttpSecurity http) {
      return http
          .csrf(ServerHttpSecurity.CsrfSpec::disable)
          .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
          .oauth2ResourceServer(server -> server.bearerTokenConverter(Chain::fromCookie).jwt(jwt -> {}))
          .build();
    }

    private static Mono<org.springframework.security.core.Authentication> fromCookie(ServerWebExchange exchange) {
      HttpCookie cookie = exchange.getRequest().getCookies().getFirst("access_token");
      return cookie == null ? Mono.empty() : Mono.just(new BearerTokenAuthenticationToken(cookie.getValue()));
    }

    private static ReactiveJwtDecoder decoder(String keys, String issuer) {
      NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSetUri(keys)
          .jwsAlgorithm(SignatureAlgorithm.ES256)
          .validateType(false)
          .build();
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new JwtIssuerValidator(issuer)));
      return decoder;
    }
  }
}
