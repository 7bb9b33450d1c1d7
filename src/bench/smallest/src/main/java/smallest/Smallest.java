package smallest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** One page, one table, nothing else. */
@Controller
@SpringBootApplication(proxyBeanMethods = false)
public class Smallest {
    public static void main(String[] args) {
        SpringApplication.run(Smallest.class, args);
    }

    @GetMapping("/")
    String home() {
        return "home";
    }

    @Bean
    SecurityFilterChain everybody(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
