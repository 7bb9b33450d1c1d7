package datachoice.publication;

import datachoice.publication.text.ArticleReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    @Bean
    ArticleReader articleReader(OurPictures pictures) {
        return new ArticleReader(pictures::named);
    }
}
